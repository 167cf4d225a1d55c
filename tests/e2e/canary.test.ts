import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Canaries } from '../support/canaries.ts'
import { closedText } from '../support/closed-text.ts'
import { inContentScript } from '../support/content-world.ts'
import { openPopup } from '../support/popup.ts'
import { SharedWorld } from '../support/shared-world.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'

const WRONG = 'Wrong-Password-of-a-Canary-1'

let world: SharedWorld
let canaries: Canaries

beforeAll(async () => {
  world = await SharedWorld.open()
  canaries = new Canaries(world.extension)
  await canaries.listen(world.pool.url)
})
afterAll(() => world.close())

/** The secrets that the background holds now; those that rotated away stay secrets. */
async function collectSecrets(): Promise<void> {
  for (const [key, text] of Object.entries(await stored(world.extension, 'session'))) {
    if (!key.startsWith('session:')) continue
    const { refreshToken } = JSON.parse(String(text))
    if (typeof refreshToken === 'string')
      canaries.plant(`refresh token ${canaries.planted.length}`, refreshToken)
  }
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
    canaries.sink(`answer to a page: ${method}`, await world.ask(page, method, params))
    const question = JSON.stringify({ v: 1, id: 'c', method, params })
    const ask = `chrome.runtime.sendMessage(${question})`
    canaries.sink(`answer to a script: ${method}`, await inContentScript(world.extension, page, ask))
  }
}

const listenForPushes = `(() => {
  globalThis.pushes = []
  chrome.runtime.onMessage.addListener((message) => void pushes.push(message))
})()`

test('no secret comes out anywhere, whatever a person, a page and a content script do', async () => {
  canaries.plant('wrong password', WRONG).plant('password', world.pool.users.ada.password)
  const failed = await world.signIn('rotating', WRONG)
  await failed.getByText(/user name or (the )?password/i).waitFor()
  await canaries.lookAt(failed, 'the popup, refused', [WRONG])
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
  await canaries.lookAt(site, 'the site')
  await canaries.lookAt(popup, 'the popup')
  world.pool.faults.add({ fault: { kind: 'internal' }, times: 2 })
  await popup.bringToFront()
  await popup.getByRole('button', { name: 'Refresh now' }).click()
  await askAll(site)
  world.pool.faults.clear()
  await popup.getByRole('button', { name: 'Sign out', exact: true }).click()
  await until('the end', async () => (await world.ask(site)).value?.state === 'signedOut')
  await canaries.lookAt(site, 'the site, after')
  await canaries.lookAt(popup, 'the popup, after')
  canaries.sink('pushes to scripts', await inContentScript(world.extension, site, 'pushes'))
  canaries.sink('storage.local', await stored(world.extension, 'local'))
  expect(canaries.planted.length).toBeGreaterThanOrEqual(4)
  expectSinksFull()
  expect(canaries.leaks()).toEqual([])
  const addresses = canaries.heard(/^address$/)
  expect(addresses.length).toBeGreaterThan(3)
  expect(addresses.join('\n')).not.toMatch(/eyJ/)
})

/** What may be said was heard in each kind of place, or else the search would find nothing in any. */
function expectSinksFull(): void {
  const { sub } = world.pool.users.ada
  const heard = (where: RegExp) => canaries.heard(where).join('\n')
  expect(heard(/^answer to a page/)).toMatch(/eyJ[\w-]+\.eyJ/)
  expect(heard(/^answer to a script/)).toContain(sub)
  expect(heard(/^messages to the site/)).toContain(sub)
  expect(heard(/^panel on/)).toContain(sub)
  expect(heard(/^page of the popup/)).toContain(sub)
  expect(heard(/^pushes/)).toContain('sessionChanged')
  expect(heard(/^storage.local/)).toContain('grant:')
}
