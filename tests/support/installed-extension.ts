import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright'
import { needChromium } from './browser.ts'
import type { LoadedExtension } from './extension.ts'
import { idOf, POLICIES } from './operator-policy.ts'
import { until } from './until.ts'

/** Playwright's own switches that would keep Chromium from installing what an operator names. */
const IN_THE_WAY = [
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-default-apps',
]

/**
 * The extension as people have it: packed, signed, and installed by the browser from an address that an operator's
 * policy names. Unlike one that is loaded unpacked it is still the same one after a restart, and it can be updated.
 */
export class InstalledExtension {
  readonly id: string
  readonly #folder = mkdtempSync(join(tmpdir(), 'cognito-shared-session-installed-'))
  readonly #policy: string
  readonly #key: { file: string; spki: string }
  readonly #server = createServer((request, response) => this.#serve(request.url ?? '/', response))
  #version = ''

  private constructor() {
    // Made for this run: whoever holds it can sign an update.
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const spki = publicKey.export({ type: 'spki', format: 'der' })
    this.id = idOf(spki)
    this.#key = { file: join(this.#folder, 'key.pem'), spki: spki.toString('base64') }
    writeFileSync(this.#key.file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    this.#policy = join(POLICIES, 'cognito-shared-session-installed.json')
  }

  /**
   * Names the extension in an operator's policy.
   * @throws Error while another run has one: both would be installed into the browsers of both
   */
  static async open(): Promise<InstalledExtension> {
    const installed = new InstalledExtension()
    await new Promise<void>((listening) => installed.#server.listen(0, '127.0.0.1', listening))
    const policy = { DeveloperToolsAvailability: 1, ExtensionSettings: { [installed.id]: installed.#how() } }
    mkdirSync(POLICIES, { recursive: true })
    try {
      writeFileSync(installed.#policy, JSON.stringify(policy), { flag: 'wx' })
    } catch (cause) {
      installed.#server.close()
      const said = `${installed.#policy} cannot be written. If it is there, another run is under way, or was killed: then remove it.`
      throw new Error(said, { cause })
    }
    process.once('exit', installed.#remove)
    return installed
  }

  /** Without the override an update is looked for where the manifest says, and ours says nothing. */
  #how(): object {
    const update_url = `${this.#address}/updates.xml`
    return { installation_mode: 'normal_installed', update_url, override_update_url: true }
  }

  get #address(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  /** From now on browsers find this build, under this version, where they look for the extension. */
  publish(build: string, version: string): void {
    const folder = join(this.#folder, 'extension')
    rmSync(folder, { recursive: true, force: true })
    cpSync(build, folder, { recursive: true })
    const file = join(folder, 'manifest.json')
    const manifest: object = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...manifest, key: this.#key.spki, version }))
    const profile = join(this.#folder, 'packing')
    const args = [`--user-data-dir=${profile}`, `--pack-extension=${folder}`]
    execFileSync(
      needChromium(),
      [...switches(), '--headless', ...args, `--pack-extension-key=${this.#key.file}`],
      { stdio: 'ignore', timeout: 30_000 },
    )
    this.#version = version
  }

  /** Starts Chromium, and waits until the extension is in it. */
  async start(profile: string): Promise<LoadedExtension> {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: needChromium(),
      headless: true,
      viewport: { width: 1000, height: 700 },
      ignoreDefaultArgs: IN_THE_WAY,
      args: switches(),
    })
    const leave = () => context.close()
    const close = async () => {
      await leave()
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    }
    try {
      const inside = await context.newPage()
      await inside.goto('chrome://extensions')
      const installed = `chrome.management.get('${this.id}').then(({ enabled }) => enabled, () => false)`
      await until('the extension to be installed', () => inside.evaluate(installed), 60_000)
      await inside.goto(`chrome-extension://${this.id}/manifest.json`)
      return { context, id: this.id, profile, inside, close, leave }
    } catch (error) {
      await close()
      throw error
    }
  }

  close(): void {
    process.off('exit', this.#remove)
    this.#remove()
    this.#server.close()
    this.#server.closeAllConnections()
  }

  readonly #remove = () => {
    rmSync(this.#policy, { force: true })
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #serve(path: string, response: { end(body: Buffer | string): void }): void {
    if (path.startsWith('/extension.crx'))
      return response.end(readFileSync(join(this.#folder, 'extension.crx')))
    const app = `<app appid="${this.id}"><updatecheck codebase="${this.#address}/extension.crx" version="${this.#version}"/></app>`
    response.end(`<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">${app}</gupdate>`)
  }
}

function switches(): string[] {
  const forRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return [...forRoot, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync']
}
