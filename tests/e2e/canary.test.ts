import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closedText } from '../support/closed-text.ts'
import { inContentScript } from '../support/content-world.ts'
import { openPopup } from '../support/popup.ts'
import { SharedWorld } from '../support/shared-world.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'

const WRONG = 'Wrong-Password-of-a-Canary-1'

let world: SharedWorld
/** Everything that was said or shown anywhere but in the background, by where. */
const sinks: { where: string; text: string }[] = []
const secrets = new Map<string, string>()

const sink = (where: string, seen: unknown) =>
  sinks.push({ where, text: typeof seen === 'string' ? seen : (JSON.stringify(seen) ?? '') })

beforeAll(async () => {
  world = await SharedWorld.open()
  const { context } = world.extension
  await context.addInitScript(recordMessages)
  context.on('page', (page) => {
    page.on('console', (said) => sink(`console of ${page.url()}`, said.text()))
    page.on('pageerror', (error) => sink(`error of ${page.url()}`, `${error.message} ${error.stack}`))
    page.on('request', (request) => {
      if (!request.url().startsWith(world.pool.url)) sink('address', request.url())
    })
  })
  for (const worker of context.serviceWorkers()) {
    worker.on('console', (said) => sink('console of the worker', said.text()))
  }
})
afterAll(() => world.close())

/** In each page: what is posted to it, and what comes by the ports it holds. */
function recordMessages(): void {
  const messages: unknown[] = []
  addEventListener('message', ({ data }) => messages.push(data))
  const { prototype } = MessagePort
  const post: (this: MessagePort, message: unknown) => void = Reflect.get(prototype, 'postMessage')
  const listen: MessagePort['addEventListener'] = Reflect.get(prototype, 'addEventListener')
  prototype.postMessage = function (this: MessagePort, message: unknown) {
    messages.push(message)
    return post.call(this, message)
  }
  prototype.addEventListener = function (this: MessagePort, ...args: Parameters<typeof listen>) {
    if (args[0] === 'message')
      Reflect.apply(listen, this, ['message', ({ data }: MessageEvent) => messages.push(data)])
    return Reflect.apply(listen, this, args)
  } as typeof listen
  Object.assign(globalThis, { messages })
}

/** The secrets that the background holds now; those that rotated away stay secrets. */
async function collectSecrets(): Promise<void> {
  for (const [key, text] of Object.entries(await stored(world.extension, 'session'))) {
    if (!key.startsWith('session:')) continue
    const { refreshToken } = JSON.parse(String(text))
    if (typeof refreshToken === 'string') secrets.set(`refresh token ${secrets.size}`, refreshToken)
  }
}

/** What a person typed stands in its own field, and there alone. */
async function lookAt(page: Page, name: string, typed = ''): Promise<void> {
  sink(`page of ${name}`, await page.content())
  sink(
    `fields of ${name}`,
    (await page.evaluate(() => [...document.querySelectorAll('input')].map((field) => field.value))).filter(
      (value) => value !== typed,
    ),
  )
  sink(`panel on ${name}`, await closedText(page))
  sink(
    `storage of ${name}`,
    await page.evaluate(() => [
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
    ]),
  )
  sink(`messages to ${name}`, await page.evaluate(() => Reflect.get(globalThis, 'messages') ?? []))
}

/** All questions a page or a content script can ask, well and badly put. */
const questions = [
  ['connect', { want: { claims: ['email'], idToken: true, accessToken: true } }],
  ['getSession', {}],
  ['getSession', { forceRefresh: true }],
  ['getSession', { want: { refreshToken: true } }],
  ['getSession', { want: { claims: ['refreshToken', 'password'] } }],
  ['permissions', {}],
  ['signIn', { profile: 'p/c', username: 'ada', password: 'x' }],
  ['noSuchMethod', {}],
] as const

async function askAll(page: Page): Promise<void> {
  for (const [method, params] of questions) {
    sink(`answer to a page: ${method}`, await world.ask(page, method, params))
    const question = JSON.stringify({ v: 1, id: 'c', method, params })
    const ask = `chrome.runtime.sendMessage(${question})`
    sink(`answer to a script: ${method}`, await inContentScript(world.extension, page, ask))
  }
}

const listenForPushes = `(() => {
  globalThis.pushes = []
  chrome.runtime.onMessage.addListener((message) => void pushes.push(message))
})()`

/** Where a secret stands in what was said and shown, or in a file of the profile. */
function leaks(): string[] {
  const found = [...secrets].flatMap(([name, secret]) =>
    sinks.filter(({ text }) => text.includes(secret)).map(({ where }) => `${name}: ${where}`),
  )
  const { profile } = world.extension
  const files = readdirSync(profile, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(profile, name), { throwIfNoEntry: false })?.isFile(),
  )
  for (const file of files) {
    const bytes = readFileSync(join(profile, file))
    for (const [name, secret] of secrets) {
      if (bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')))
        found.push(`${name}: ${file}`)
    }
  }
  return found
}

test('no secret comes out anywhere, whatever a person, a page and a content script do', async () => {
  secrets.set('wrong password', WRONG).set('password', world.pool.users.ada.password)
  const failed = await world.signIn('rotating', WRONG)
  await failed.getByText(/user name or (the )?password/i).waitFor()
  await lookAt(failed, 'the popup, refused', WRONG)
  await failed.close()
  const popup = await world.signIn('rotating')
  await collectSecrets()
  const site = await world.visit(world.sites.siteA)
  await world.allow(site)
  await inContentScript(world.extension, site, listenForPushes)
  await askAll(site)
  await collectSecrets()
  const toolbar = await openPopup(world.extension, site)
  await toolbar.click('button', 'Show claims on this page')
  await until('the panel', async () => (await closedText(site)) !== '')
  await lookAt(site, 'the site')
  await lookAt(popup, 'the popup')
  world.pool.faults.add({ fault: { kind: 'internal' }, times: 2 })
  await popup.bringToFront()
  await popup.getByRole('button', { name: 'Refresh now' }).click()
  await askAll(site)
  world.pool.faults.clear()
  await popup.getByRole('button', { name: 'Sign out', exact: true }).click()
  await until('the end', async () => (await world.ask(site)).value?.state === 'signedOut')
  await lookAt(site, 'the site, after')
  await lookAt(popup, 'the popup, after')
  sink('pushes to scripts', await inContentScript(world.extension, site, 'pushes'))
  sink('storage.local', await stored(world.extension, 'local'))
  expect([...secrets.values()].every((secret) => secret.length > 10)).toBe(true)
  expect(secrets.size).toBeGreaterThanOrEqual(4)
  expectSinksFull()
  expect(leaks()).toEqual([])
  const addresses = sinks.filter(({ where }) => where === 'address').map(({ text }) => text)
  expect(addresses.length).toBeGreaterThan(3)
  expect(addresses.join('\n')).not.toMatch(/eyJ/)
})

/** What may be said was heard in each kind of place, or else the search would find nothing in any. */
function expectSinksFull(): void {
  const { sub } = world.pool.users.ada
  const heard = (where: RegExp) =>
    sinks
      .filter((place) => where.test(place.where))
      .map(({ text }) => text)
      .join('\n')
  expect(heard(/^answer to a page/)).toMatch(/eyJ[\w-]+\.eyJ/)
  expect(heard(/^answer to a script/)).toContain(sub)
  expect(heard(/^messages to the site/)).toContain(sub)
  expect(heard(/^panel on/)).toContain(sub)
  expect(heard(/^page of the popup/)).toContain(sub)
  expect(heard(/^pushes/)).toContain('sessionChanged')
  expect(heard(/^storage.local/)).toContain('grant:')
}
