import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright'
import { needChromium } from './browser.ts'
import { chromiumSwitches } from './chromium-switches.ts'
import { until } from './until.ts'

export interface LaunchOptions {
  /** The folder of the built extension. */
  dist: string
  /** A window to look at; absent: headless. */
  headed?: boolean
  /** The folder of a profile that is there already; absent: a new one. */
  profile?: string
  /** Folders of other extensions, to be loaded beside ours. They have no worker, by which ours is known. */
  beside?: readonly string[]
  /** Leaves the page open that the extension opens when it is installed. */
  keepWelcome?: boolean
  /** More of Chromium's switches. */
  args?: readonly string[]
}

/** A Chromium with the extension in it, and a profile of its own. */
export interface LoadedExtension {
  context: BrowserContext
  id: string
  /** The profile's folder; it goes when the browser is closed. */
  profile: string
  /**
   * A page of the extension that runs nothing of it: from here tests look into storage and tabs, as no page
   * of the web can.
   */
  inside: Page
  close(): Promise<void>
  /** Ends the browser and leaves its profile where it is. */
  leave(): Promise<void>
}

/**
 * Starts Chromium with the extension.
 * @throws Error where there is no Chromium, no build, or the extension did not load
 */
export async function launchExtension({
  dist,
  headed = false,
  profile: known,
  beside = [],
  args = [],
  keepWelcome = false,
}: LaunchOptions): Promise<LoadedExtension> {
  if (!existsSync(join(dist, 'manifest.json'))) {
    throw new Error(`No built extension in ${dist}. Build it with: npm run build:demo`)
  }
  const profile = known ?? mkdtempSync(join(tmpdir(), 'cognito-shared-session-'))
  const remove = () => rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  // Ctrl+C ends Chromium and this program, and runs nothing else.
  process.once('exit', remove)
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: needChromium(),
    headless: !headed,
    viewport: headed ? null : { width: 1000, height: 700 },
    // Pages that are left are kept, as in everybody's browser.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [...switches([dist, ...beside]), ...args],
  })
  const leave = async () => {
    await context.close()
    process.off('exit', remove)
  }
  const close = async () => {
    await leave()
    remove()
  }
  try {
    const id = await extensionId(context)
    if (known === undefined && !keepWelcome && !bringsPool(dist)) await leaveWelcome(context)
    const inside = await context.newPage()
    await inside.goto(`chrome-extension://${id}/manifest.json`)
    return { context, id, profile, inside, close, leave }
  } catch (error) {
    await close()
    throw error
  }
}

/** With a new profile and no pool in the build, the first thing that the extension does is to open its welcome page. */
async function leaveWelcome(context: BrowserContext): Promise<void> {
  const welcome = () => context.pages().find((page) => page.url().endsWith('/src/welcome/index.html'))
  await (await until('the welcome page', welcome, 15_000)).close()
}

function bringsPool(dist: string): boolean {
  const scripts = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'))
  return scripts.some((name) => readFileSync(join(dist, 'assets', name), 'utf8').includes('LocalDemo'))
}

/** A manifest that Chromium refuses fails without a word: only a worker shows that the extension is there. */
async function extensionId(context: BrowserContext): Promise<string> {
  const worker = await until(
    'the extension’s worker: Chromium refused its manifest',
    () => context.serviceWorkers().find((worker) => worker.url().startsWith('chrome-extension://')),
    15_000,
  )
  return new URL(worker.url()).host
}

function switches(folders: readonly string[]): string[] {
  return [
    ...chromiumSwitches(),
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-extensions-except=${folders.join(',')}`,
    `--load-extension=${folders.join(',')}`,
  ]
}
