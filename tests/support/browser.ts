import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

/**
 * Google's own Chrome is not looked for: since version 137 it ignores `--load-extension`.
 */
const NAMES =
  process.platform === 'win32' ? ['chromium.exe'] : ['chromium', 'chromium-browser', 'ungoogled-chromium']

/** Everywhere a Chromium may be, best first. `CHROMIUM` names one. */
export function placesForChromium(env: NodeJS.ProcessEnv = process.env): string[] {
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [
    ...(env['CHROMIUM'] === undefined ? [] : [env['CHROMIUM']]),
    ...onPath,
    '/usr/bin/chromium',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    chromium.executablePath(),
  ]
}

/** The Chromium to test with, or undefined where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return placesForChromium(env).find(isExecutable)
}

/** @throws Error that says what was looked for and the one command that brings it */
export function needChromium(): string {
  const found = findChromium()
  if (found === undefined) throw new Error(noChromium())
  return found
}

export function noChromium(): string {
  return (
    `No Chromium found: looked for ${NAMES.join(', ')} on the PATH, for $CHROMIUM and for Playwright's own ` +
    `(${chromium.executablePath()}). Install one with: ${installCommand()}`
  )
}

function installCommand(): string {
  return isExecutable('/usr/bin/apt-get') ? 'apt-get install chromium' : 'npx playwright install chromium'
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
