import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closedText, findableText } from '../support/closed-text.ts'
import { listenersIn } from '../support/content-world.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { tabIdOf } from '../support/tabs.ts'
import { until } from '../support/until.ts'
import { catalogues } from '../support/words/catalogues.ts'

let world: QuickWorld
let page: Page
let sub: string

beforeAll(async () => {
  world = await QuickWorld.open({ build: 'chrome' })
  const account = await world.signIn()
  // The host is held for one site's sake; the pages below are another's, which nobody allowed.
  await world.allow(world.sites.one, account)
  sub = world.pool.users.ada.sub
})
afterAll(() => world.close())

beforeEach(async () => {
  page = await world.extension.context.newPage()
})
afterEach(() => page.close())

const open = (csp = '') => page.goto(`${world.sites.two}/?csp=${encodeURIComponent(csp)}`)

/** The person's gesture; resolves when the claims are drawn. */
async function showPanel(): Promise<void> {
  await world.ask('showClaims', { tabId: await tabIdOf(world.extension, page) })
  await until('the claims', async () => (await closedText(page)).includes(sub))
}

const gone = () => until('the panel to go', async () => (await closedText(page)) === '')

/** What a page can see of itself, and what our scripts listen to there. */
const state = async () => ({
  html: await page.evaluate(() => document.documentElement.outerHTML),
  globals: await page.evaluate(() => Object.getOwnPropertyNames(globalThis).sort()),
  sheets: await page.evaluate(() => document.adoptedStyleSheets.length),
  listeners: await listenersIn(world.extension, page),
})

describe('nothing is left behind', () => {
  test.each([
    ['no policy', ''],
    ['a policy that forbids everything', "default-src 'none'"],
    ['trusted types', "require-trusted-types-for 'script'; trusted-types 'none'"],
    ['a sandbox with scripts', 'sandbox allow-scripts'],
    ['a sandbox without', 'sandbox'],
  ])('on a page with %s: Escape closes it', async (_, csp) => {
    await open(csp)
    const before = await state()
    await showPanel()
    expect((await state()).html).not.toContain(sub)
    await page.keyboard.press('Escape')
    await gone()
    expect(await state()).toEqual(before)
  })
})

test('the panel speaks the language that the person chose, and on the next gesture the browser’s again', async () => {
  const { inside } = world.extension
  await inside.evaluate("chrome.storage.local.set({ language: 'ja' })")
  await open()
  await showPanel()
  expect(await closedText(page)).toContain(catalogues.ja.panelTitle.message)
  await inside.evaluate("chrome.storage.local.remove('language')")
  await world.ask('showClaims', { tabId: await tabIdOf(world.extension, page) })
  const title = catalogues.en.panelTitle.message
  await until('the English panel', async () => (await closedText(page)).includes(title))
})

describe('a page that looks for the claims', () => {
  test('finds them by no search, no selection, no pointing and no copying', async () => {
    await open()
    await showPanel()
    expect(await findableText(page)).not.toMatch(/\S/)
    const { found, seen } = await page.evaluate((sub) => {
      const find: (text: string) => boolean = Reflect.get(globalThis, 'find')
      const selection = () => String(getSelection())
      const host = document.documentElement.lastElementChild
      const found = [sub, '-4ada-', '@', 'Lovelace'].map((text) => find(text))
      const seen: unknown[] = [selection(), host?.shadowRoot, host?.textContent]
      document.execCommand('selectAll')
      seen.push(selection())
      for (const node of [document.documentElement, host]) {
        if (node) getSelection()?.selectAllChildren(node)
        seen.push(selection())
      }
      const caret = document.caretPositionFromPoint(700, 200)?.offsetNode.textContent
      return { found, seen: [...seen, caret, document.documentElement.innerText] }
    }, sub)
    await page.mouse.click(750, 175, { clickCount: 3 })
    seen.push(await page.evaluate(() => String(getSelection())))
    await page.keyboard.press('Control+A')
    seen.push(await page.evaluate(() => String(getSelection())))
    expect(found).toEqual([false, false, false, false])
    expect(JSON.stringify(seen)).not.toMatch(/4ada|ada@|Lovelace/)
  })

  test('sees none of it pass by, whatever it patched', async () => {
    await page.addInitScript(patchEverything)
    await open()
    // By Chromium's own protocol: Playwright would use on the page what the page patched.
    const session = await world.extension.context.newCDPSession(page)
    const touched = async (expression: string): Promise<unknown> =>
      (await session.send('Runtime.evaluate', { expression, returnByValue: true })).result.value
    await touched('begin()')
    await showPanel()
    await page.keyboard.press('Escape')
    await gone()
    expect(await touched('touched')).toEqual([])
    expect(await touched('document.body.append("x"), touched')).toEqual(['Element.append'])
  })

  test('gets claims at most, and never a token', async () => {
    await open()
    await showPanel()
    expect(await closedText(page)).not.toMatch(/eyJ[\w-]+\.eyJ/)
  })
})

describe('a page that covers the screen', () => {
  const cover = `
    const cover = document.createElement('div')
    cover.style.cssText = 'position:fixed;inset:0;background:#000;z-index:2147483647'
    document.body.append(cover)`
  test.each<[string, string]>([
    ['with the highest z-index', cover],
    [
      'with a modal dialog',
      `document.body.insertAdjacentHTML('beforeend', '<dialog style="width:100vw;height:100vh">Mine</dialog>')
       document.querySelector('dialog').showModal()`,
    ],
    [
      'with a popover',
      `document.body.insertAdjacentHTML('beforeend', '<div popover style="inset:0;width:100vw;height:100vh">Mine</div>')
       document.querySelector('[popover]').showPopover()`,
    ],
    ['by filling the screen', 'document.body.requestFullscreen()'],
    [
      'and hides whatever it does not know',
      `document.head.insertAdjacentHTML('beforeend',
         '<style>html > :not(head, body), div { display: none !important; opacity: 0 !important; pointer-events: none !important }</style>')`,
    ],
  ])('%s does not cover the panel, and its button closes it', async (_, script) => {
    await open()
    await page.mouse.click(10, 10)
    await page.evaluate(script)
    await showPanel()
    const onTop = 'document.elementFromPoint(900, 60)?.hasAttribute("popover")'
    expect(await page.evaluate(onTop)).toBe(true)
    await page.mouse.click(952, 44)
    await gone()
  })
})

test('a page that removes whatever it does not know leaves nothing of the panel, its listeners included', async () => {
  await page.addInitScript(() => {
    const sweep = () => [...document.documentElement.children].slice(2).forEach((child) => child.remove())
    new MutationObserver(sweep).observe(document, { childList: true, subtree: true })
  })
  await open()
  const before = await state()
  await world.ask('showClaims', { tabId: await tabIdOf(world.extension, page) })
  await until('nothing to be left', async () => JSON.stringify(await state()) === JSON.stringify(before))
})

/** Wraps what a script on a page could be caught by; counts from `begin` on. */
function patchEverything(): void {
  const touched: string[] = []
  let counting = false
  const spoil = (owner: object, ownerName: string, name: string) => {
    const original: unknown = Reflect.get(owner, name)
    if (typeof original !== 'function') return
    Reflect.set(owner, name, function (this: unknown, ...args: unknown[]) {
      if (counting) touched[touched.length] = `${ownerName}.${name}`
      return Reflect.apply(original, this, args)
    })
  }
  const spoiled: [object, string, string[]][] = [
    [
      Element.prototype,
      'Element',
      ['attachShadow', 'append', 'remove', 'setAttribute', 'matches', 'querySelector'],
    ],
    [Node.prototype, 'Node', ['appendChild', 'insertBefore', 'removeChild', 'cloneNode']],
    [HTMLElement.prototype, 'HTMLElement', ['showPopover', 'hidePopover', 'focus']],
    [EventTarget.prototype, 'EventTarget', ['addEventListener', 'removeEventListener', 'dispatchEvent']],
    [
      Document.prototype,
      'Document',
      ['createElement', 'createElementNS', 'createTextNode', 'querySelectorAll'],
    ],
    [CSSStyleSheet.prototype, 'CSSStyleSheet', ['replaceSync', 'insertRule']],
    [Array.prototype, 'Array', ['map', 'push', 'filter', 'forEach', 'slice', 'some', 'find']],
    [JSON, 'JSON', ['parse', 'stringify']],
    [Promise.prototype, 'Promise', ['then']],
    [globalThis, 'window', ['setInterval', 'setTimeout', 'requestAnimationFrame', 'postMessage']],
  ]
  Object.assign(globalThis, { touched, begin: () => void (counting = true) })
  for (const [owner, ownerName, names] of spoiled) for (const name of names) spoil(owner, ownerName, name)
}
