import { writeFile } from 'node:fs/promises'
import type { CDPSession } from 'playwright'
import { until } from './until.ts'

type Reply = { id?: number; result?: unknown; error?: { message: string } }

/**
 * The real popup under the toolbar icon. To Playwright it is no page, so this speaks to it as Chromium's
 * developer tools do, and finds things by the role and name that a screen reader would say.
 */
export class ToolbarPopup {
  readonly #browser: CDPSession
  readonly #sessionId: string
  readonly #targetId: string
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>()
  #calls = 0

  private constructor(browser: CDPSession, targetId: string, sessionId: string) {
    this.#browser = browser
    this.#targetId = targetId
    this.#sessionId = sessionId
    browser.on('Target.receivedMessageFromTarget', (event) => {
      if (event.sessionId === sessionId) this.#hear(JSON.parse(event.message))
    })
  }

  static async attach(browser: CDPSession, targetId: string): Promise<ToolbarPopup> {
    // Not flattened: Playwright would not hand on the messages of a session that it did not open.
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false })
    const popup = new ToolbarPopup(browser, targetId, sessionId)
    await popup.send('Accessibility.enable', {})
    return popup
  }

  /** Everything that can be read in it. */
  async text(): Promise<string> {
    return String(await this.evaluate('document.body.innerText'))
  }

  async waitForText(text: string): Promise<void> {
    await this.#until(`“${text}”`, async () => (await this.text()).includes(text))
  }

  /** Clicks in the middle of what has this role and name, once it is there. */
  async click(role: string, name: string): Promise<void> {
    const { x, y } = await this.#until(`the ${role} “${name}”`, () =>
      this.#find(role, name).catch(unlessGone),
    )
    for (const type of ['mousePressed', 'mouseReleased']) {
      await this.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 })
    }
  }

  async type(label: string, text: string): Promise<void> {
    await this.click('textbox', label)
    await this.send('Input.insertText', { text })
  }

  /** A key, as the keyboard sends it: what it does is Chromium's to decide. */
  async press(key: Key): Promise<void> {
    for (const type of ['keyDown', 'keyUp']) await this.send('Input.dispatchKeyEvent', { type, ...KEYS[key] })
  }

  /** What is typed goes to where the focus is. */
  async insert(text: string): Promise<void> {
    await this.send('Input.insertText', { text })
  }

  async screenshot(path: string): Promise<void> {
    const shot = await this.send('Page.captureScreenshot', {})
    await writeFile(path, Buffer.from(String(field(shot, 'data')), 'base64'))
  }

  async evaluate(expression: string): Promise<unknown> {
    const options = { expression, awaitPromise: true, returnByValue: true }
    return field(field(await this.send('Runtime.evaluate', options), 'result'), 'value')
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#targetId })
    await this.#browser.detach()
  }

  /** One call of the DevTools protocol inside the popup. */
  async send(method: string, params: object): Promise<unknown> {
    const id = ++this.#calls
    const message = JSON.stringify({ id, method, params })
    const reply = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
    await this.#browser.send('Target.sendMessageToTarget', { sessionId: this.#sessionId, message })
    return reply
  }

  /** @throws Error with what the popup shows instead */
  async #until<Value>(what: string, look: () => Promise<Value | undefined | false>): Promise<Value> {
    try {
      return await until(`${what} in the popup`, look)
    } catch (error) {
      throw new Error(`${String(error)} It shows:\n${await this.text()}`, { cause: error })
    }
  }

  async #find(role: string, name: string): Promise<{ x: number; y: number } | undefined> {
    const root = field(await this.send('DOM.getDocument', { depth: 0 }), 'root')
    const query = { nodeId: field(root, 'nodeId'), role }
    const nodes = field(await this.send('Accessibility.queryAXTree', query), 'nodes')
    const node = Array.isArray(nodes) ? called(nodes, name) : undefined
    if (node === undefined) return undefined
    const backendNodeId = field(node, 'backendDOMNodeId')
    await this.send('DOM.scrollIntoViewIfNeeded', { backendNodeId })
    const quads = field(await this.send('DOM.getContentQuads', { backendNodeId }), 'quads')
    const corners: unknown = Array.isArray(quads) ? quads[0] : undefined
    return isQuad(corners)
      ? { x: (corners[0] + corners[4]) / 2, y: (corners[1] + corners[5]) / 2 }
      : undefined
  }

  #hear({ id, result, error }: Reply): void {
    const waiting = this.#waiting.get(id ?? -1)
    this.#waiting.delete(id ?? -1)
    if (error === undefined) waiting?.resolve(result)
    else waiting?.reject(new Error(error.message))
  }
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Input/#method-dispatchKeyEvent */
const KEYS = {
  Tab: { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 },
  Enter: { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' },
  Space: { key: ' ', code: 'Space', windowsVirtualKeyCode: 32, text: ' ' },
  // What Control and V mean differs by system, so the command stands beside them.
  Paste: { key: 'v', code: 'KeyV', windowsVirtualKeyCode: 86, modifiers: 2, commands: ['paste'] },
}
export type Key = keyof typeof KEYS

/** A node may be drawn anew between finding and measuring it: then it is looked for again. */
function unlessGone(error: unknown): undefined {
  if (!/node with given id|layout object/i.test(String(error))) throw error
}

/** The node of this whole name, else the first whose name begins with these words. */
function called(nodes: unknown[], name: string): unknown {
  const names = nodes.map((node) => String(field(field(node, 'name'), 'value')))
  const whole = names.indexOf(name)
  return nodes[whole >= 0 ? whole : names.findIndex((begun) => begun.startsWith(`${name} `))]
}

type Quad = [number, number, number, number, number, number, number, number]

function isQuad(value: unknown): value is Quad {
  return Array.isArray(value) && value.length === 8
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
