import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

/** A browser to test with, and where it may be. */
interface Kind {
  title: string
  /** The environment variable that names one. */
  variable: string
  programs: readonly string[]
  places: readonly string[]
  /** Debian's package. */
  package: string
  /** What brings it where there is no apt-get. */
  otherwise: string
}

/** Google's own Chrome is not looked for: since version 137 it ignores `--load-extension`. */
const CHROMIUM: Kind = {
  title: 'Chromium',
  variable: 'CHROMIUM',
  programs:
    process.platform === 'win32' ? ['chromium.exe'] : ['chromium', 'chromium-browser', 'ungoogled-chromium'],
  places: [
    '/usr/bin/chromium',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    chromium.executablePath(),
  ],
  package: 'chromium',
  otherwise: 'npx playwright install chromium',
}

const FIREFOX: Kind = {
  title: 'Firefox',
  variable: 'FIREFOX',
  programs: process.platform === 'win32' ? ['firefox.exe'] : ['firefox-esr', 'firefox'],
  places: ['/usr/bin/firefox-esr', '/Applications/Firefox.app/Contents/MacOS/firefox'],
  package: 'firefox-esr',
  otherwise: 'the installer of mozilla.org',
}

export const kinds = [CHROMIUM, FIREFOX] as const

/** The Chromium to test with, or undefined where there is none. */
export function findChromium(): string | undefined {
  return find(CHROMIUM)
}

/** @throws Error that says what was looked for and the one command that brings it */
export function needChromium(): string {
  return need(CHROMIUM)
}

/** @throws Error that says what was looked for and the one command that brings it */
export function needFirefox(): string {
  return need(FIREFOX)
}

export function noChromium(): string {
  return missing(CHROMIUM)
}

export function find({ variable, programs, places }: Kind): string | undefined {
  const { [variable]: named, PATH = '' } = process.env
  const folders = PATH.split(delimiter).filter((folder) => folder !== '')
  const onPath = folders.flatMap((folder) => programs.map((program) => join(folder, program)))
  return [...(named === undefined ? [] : [named]), ...onPath, ...places].find(isExecutable)
}

export function missing({ title, variable, programs, places, ...kind }: Kind): string {
  const command = isExecutable('/usr/bin/apt-get') ? `apt-get install ${kind.package}` : kind.otherwise
  return (
    `No ${title} found: looked for ${programs.join(', ')} on the PATH, for $${variable} and for ` +
    `${places.join(', ')}. Install one with: ${command}`
  )
}

function need(kind: Kind): string {
  const found = find(kind)
  if (found === undefined) throw new Error(missing(kind))
  return found
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
