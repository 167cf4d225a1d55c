import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { originOf, type Origin } from '../../src/contract/identity.ts'
import { needChromium } from '../support/browser.ts'
import { chromiumSwitches } from '../support/chromium-switches.ts'
import { closedText } from '../support/closed-text.ts'
import { inContentScript } from '../support/content-world.ts'
import { QuickWorld } from '../support/quick-world.ts'

const BUILD = 'dist/chrome'
const ID = 'mophcmpmhijfcmgpeabfgglojbeeclif'
const PAGE = '/looks-around'

let world: QuickWorld
let without: Browser

beforeAll(async () => {
  world = await QuickWorld.open({ build: 'chrome' })
  without = await chromium.launch({ executablePath: needChromium(), args: chromiumSwitches() })
})
afterAll(async () => {
  await without.close()
  await world.close()
})

const exactly = (site: string): Origin => originOf(site) ?? expect.unreachable()

/** Every file that the extension ships, its manifest included, and one that it does not. */
const files = readdirSync(BUILD, { recursive: true, encoding: 'utf8' }).filter((name) =>
  statSync(join(BUILD, name)).isFile(),
)
const probes = [...files, 'no-such-file.js', ''].map((name) => `chrome-extension://${ID}/${name}`)

/** Runs before anything else of a page, and writes down what happens there. */
function watch(): void {
  const events: string[] = []
  const dispatch: (this: EventTarget, event: Event) => boolean = Reflect.get(
    EventTarget.prototype,
    'dispatchEvent',
  )
  EventTarget.prototype.dispatchEvent = function (event) {
    events.push(event.type)
    return dispatch.call(this, event)
  }
  for (const type of [
    'message',
    'messageerror',
    'error',
    'unhandledrejection',
    'securitypolicyviolation',
    'storage',
  ])
    addEventListener(type, () => events.push(type), { capture: true })
  const changes: string[] = []
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records)
      changes.push([type, target.nodeName, [...addedNodes].map(({ nodeName }) => nodeName)].join(' '))
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
  Object.assign(globalThis, { watched: { events, changes } })
}

/** All that a page can find out about what is there: names, shapes, elements, styles, events, storage. */
function look() {
  const names = (value: object) => Reflect.ownKeys(value).map(String).sort()
  const chrome: unknown = Reflect.get(globalThis, 'chrome')
  return {
    globals: names(globalThis),
    patched: ['fetch', 'postMessage', 'addEventListener', 'MessageChannel'].map((name) =>
      Function.prototype.toString.call(Reflect.get(globalThis, name)),
    ),
    chrome: typeof chrome === 'object' && chrome !== null ? names(chrome) : [],
    prototypes: [Object, Array, Promise, Element, Document, Navigator].map(({ prototype }) =>
      names(prototype),
    ),
    elements: document.documentElement.outerHTML,
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    frames: window.length,
    storage: [localStorage.length, sessionStorage.length, document.cookie],
    watched: Reflect.get(globalThis, 'watched'),
  }
}

/** Whether a page can load what stands at an address, by every means that loads anything. */
function probe(addresses: string[]): Promise<string[]> {
  const byElement = (tag: 'img' | 'script' | 'link' | 'video' | 'iframe', address: string) =>
    new Promise<string>((resolve) => {
      const element = document.createElement(tag)
      const done = (result: string) => {
        element.remove()
        resolve(`${tag} ${result}`)
      }
      for (const type of ['load', 'loadedmetadata']) element.addEventListener(type, () => done('loads'))
      element.addEventListener('error', () => done('fails'))
      if (tag === 'link') element.setAttribute('rel', 'stylesheet')
      element.setAttribute(tag === 'link' ? 'href' : 'src', address)
      document.body.append(element)
    })
  const byFetch = (mode: RequestMode, address: string) =>
    fetch(address, { mode }).then(
      ({ status }) => `fetch ${mode} ${status}`,
      (error: unknown) => `fetch ${mode} ${String(error)}`,
    )
  const one = async (address: string) =>
    [
      await byFetch('cors', address),
      await byFetch('no-cors', address),
      await byElement('img', address),
      await byElement('script', address),
      await byElement('link', address),
      await byElement('video', address),
      await byElement('iframe', address),
    ].join(', ')
  return Promise.all(addresses.map(one))
}

async function open(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript(watch)
  await page.goto(world.sites.two + PAGE)
  return page
}

/** What a page of the site that nobody allowed sees, and what its probes bring. */
async function seen(context: BrowserContext, settled: (page: Page) => Promise<unknown> = async () => {}) {
  const page = await open(context)
  await settled(page)
  // A task of its own comes after whatever was posted until now.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
  const looked = await page.evaluate(look)
  const probed = await page.evaluate(probe, probes)
  const shadow = await closedText(page)
  await page.close()
  return { looked, probed, shadow }
}

describe('on a site that nobody allowed', () => {
  test('nothing differs from a browser without the extension, whatever is allowed elsewhere', async () => {
    const context = await without.newContext()
    const bare = await seen(context)
    expect(bare.looked.watched).toEqual({ events: [], changes: expect.any(Array) })
    expect(await seen(world.extension.context)).toEqual(bare)
    const account = await world.signIn()
    expect(await seen(world.extension.context)).toEqual(bare)
    // The same host at another port: here the bridge's script runs, and shows nothing of itself.
    await world.allow(world.sites.one, account)
    const question = { v: 1, id: 'after-its-own', method: 'permissions', params: {} }
    const ask = `chrome.runtime.sendMessage(${JSON.stringify(question)})`
    const bridgeAsked = async (page: Page) =>
      expect(await inContentScript(world.extension, page, ask)).toMatchObject({ ok: true, value: null })
    expect(await seen(world.extension.context, bridgeAsked)).toEqual(bare)
    await world.ask('revokeSite', { origin: exactly(world.sites.one) })
    expect(await seen(world.extension.context)).toEqual(bare)
  })

  test('no file of the extension answers, and none can be told from one that is not there', async () => {
    const page = await open(world.extension.context)
    const answers = await page.evaluate(probe, probes)
    expect(new Set(answers).size).toBe(1)
    // A frame “loads” whatever it shows, be it the browser's own page of errors.
    expect(answers[0]).not.toMatch(/(img|script|link|video) loads|fetch \S+ \d/)
  })
})
