import { createRequire } from 'node:module'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { LoadedExtension } from './extension.ts'

const require = createRequire(import.meta.url)
const axeSource = readFileSync(require.resolve('axe-core'), 'utf8')
const shots = join(import.meta.dirname, '../../test-results/sign-in')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface AxeResults {
  violations: { id: string; nodes: { html: string }[] }[]
}

/** The page on which people sign in, as they see and use it. */
export class SignInPage {
  readonly page: Page
  readonly #address: string

  private constructor(page: Page, address: string) {
    this.page = page
    this.#address = address
  }

  static async open({ context, id }: LoadedExtension): Promise<SignInPage> {
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.setViewportSize({ width: 520, height: 760 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const opened = new SignInPage(page, `chrome-extension://${id}/src/sign-in/index.html`)
    await opened.reload()
    return opened
  }

  async reload(): Promise<void> {
    await this.page.goto(this.#address)
    await this.page.locator('main h1').waitFor()
  }

  /** User name and password at one of the pools, by the keyboard alone. */
  async begin(pool: string, username: string, password: string): Promise<void> {
    await this.choosePool(pool)
    await this.page.getByLabel('User name').fill(username)
    await this.page.keyboard.press('Tab')
    await this.page.keyboard.insertText(password)
    await this.page.keyboard.press('Enter')
  }

  async choosePool(pool: string): Promise<void> {
    await this.page.getByLabel('User pool').selectOption({ label: pool })
  }

  /** A code as people paste it; the focus is in its input already. */
  async pasteCode(received: () => string): Promise<void> {
    await this.page.locator('input[name=code]:focus').waitFor()
    const code = received()
    await this.page.keyboard.insertText(` ${code.slice(0, 3)} ${code.slice(3)} `)
    await this.page.keyboard.press('Enter')
  }

  /** The key that an authenticator app is to have, opened and read. */
  async authenticatorKey(): Promise<string> {
    const key = this.page.locator('.secret')
    await this.page.getByText('Cannot scan it?').click()
    await key.waitFor()
    return (await key.innerText()).replaceAll(' ', '')
  }

  async heading(name: RegExp | string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name }).waitFor()
  }

  click(name: RegExp | string): Promise<void> {
    return this.page.getByRole('button', { name }).click()
  }

  async signedIn(): Promise<void> {
    await this.heading(/^You are signed in as/)
  }

  /** Takes its picture, light and dark, and has axe look at both. Returns what axe objects to. */
  async look(name: string): Promise<string[]> {
    mkdirSync(shots, { recursive: true })
    await this.page.evaluate(axeSource)
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme })
      await this.page.screenshot({ path: join(shots, `${name}-${colorScheme}.png`), fullPage: true })
      const rules = colorScheme === 'light' ? TAGS : ['color-contrast']
      const options = JSON.stringify({
        runOnly: colorScheme === 'light' ? rules : { type: 'rule', values: rules },
      })
      const { violations } = await this.page.evaluate<AxeResults>(`axe.run(${options})`)
      found.push(
        ...violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      )
    }
    return found
  }
}
