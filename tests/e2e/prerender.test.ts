import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startUserPool, type LocalUserPool } from '@cognito-shared-session/local-user-pool'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { profileIdOf } from '../../src/contract/identity.ts'
import type { Method, Params, Value } from '../../src/contract/messages.ts'
import { accountOf } from '../support/background/signing-in.ts'
import { needChromium } from '../support/browser.ts'
import { chromiumSwitches } from '../support/chromium-switches.ts'
import { classicScript } from '../support/bundle.ts'
import { startPlainSites, type PlainSites } from '../support/plain-sites.ts'
import { until } from '../support/until.ts'

const ID = 'mophcmpmhijfcmgpeabfgglojbeeclif'
const HOST = 'http://localhost/*'

let pool: LocalUserPool
let sites: PlainSites
let browser: Browser
let popup: Page
let sdk: string

/** By Puppeteer: Chromium renders nothing in advance where Playwright looks on. */
beforeAll(async () => {
  sdk = await classicScript(
    `import { connectSession } from '@cognito-shared-session/page-sdk'
     Object.assign(globalThis, { connectSession })`,
  )
  pool = await startUserPool({ liftMinimums: true, poolId: 'eu-west-1_LocalTest' })
  sites = await startPlainSites()
  const dist = join(import.meta.dirname, '../../dist/demo')
  browser = await puppeteer.launch({
    executablePath: needChromium(),
    userDataDir: profile,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [...chromiumSwitches(), `--disable-extensions-except=${dist}`, `--load-extension=${dist}`],
  })
  popup = await visit(`chrome-extension://${ID}/src/popup/index.html`)
  await allow()
})
afterAll(async () => {
  await browser.close()
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  await sites.close()
  await pool.close()
})
const profile = mkdtempSync(join(tmpdir(), 'cognito-shared-session-'))

async function visit(address: string): Promise<Page> {
  const page = await browser.newPage()
  await page.goto(address)
  return page
}

/** Asks as the popup does. */
async function ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Value<Name>> {
  const question = JSON.stringify({ v: 1, id: 'popup', method, params })
  const answer: unknown = await popup.evaluate(`chrome.runtime.sendMessage(${question})`)
  const { ok, value, error } = Object(answer)
  if (ok === true) return value
  throw new Error(`${method}: ${JSON.stringify(error)}`)
}

/** Signs in, and allows the first site. */
async function allow(): Promise<void> {
  const { poolId, clients, url, users } = pool
  const { id: clientId } = clients.web
  await ask('saveProfile', { name: 'Local', poolId, clientId, endpoint: url })
  const who = { username: users.ada.signInName, password: users.ada.password }
  const account = accountOf(await ask('signIn', { profile: profileIdOf({ poolId, clientId }), ...who }))
  const extensions = await visit('chrome://extensions')
  await extensions.evaluate(`chrome.developerPrivate.addHostPermission('${ID}', '${HOST}')`)
  await extensions.close()
  const session = await popup.createCDPSession()
  const expression = `chrome.permissions.request({ origins: ['${HOST}'] })`
  await session.send('Runtime.evaluate', { expression, userGesture: true, awaitPromise: true })
  const gives = { claims: ['sub'], idToken: false, accessToken: true }
  const terms = { account, maySignOut: false, tabId: 0, until: 'revoked' } as const
  expect(await ask('allowSite', { origin: sites.one, gives, ...terms })).toEqual({ state: 'allowed' })
}

/** What a page writes down in its site's storage, where another page of the site can read it. */
const diary = (path: string) => `
  const lines = []
  const note = (line) => localStorage.setItem('${path}', JSON.stringify((lines.push(line), lines)))
  document.addEventListener('prerenderingchange', () => note('shown'))
  note(document.prerendering ? 'begun in advance' : 'begun');
`
const bySdk = `
  connectSession({ want: { claims: ['sub'], accessToken: true }, wait: true }).then(async (session) => {
    session.onSessionChanged(({ state, generation }) => note(state + ' ' + generation))
    const { state, accessToken } = await session.getSession()
    note(state + (accessToken ? ' with a token' : ''))
  })
`
const byHand = (id: string) => `
  const ask = () => chrome.runtime.sendMessage('${id}', { v: 1, id: 'q', method: 'getSession', params: {} },
    (answer) => note(chrome.runtime.lastError ? 'nobody' : answer.ok ? answer.value.state : answer.error.code))
  document.addEventListener('prerenderingchange', ask)
  ask()
`

const written = async (reader: Page, path: string): Promise<string[]> =>
  JSON.parse(String(await reader.evaluate(`localStorage.getItem('${path}') ?? '[]'`)))

/** Has the browser render a page in advance, and gives the page that will go there. */
async function renderAhead(path: string): Promise<Page> {
  const page = await visit(`${sites.one}/before`)
  await page.evaluate((path) => {
    const rules = { prerender: [{ urls: [path], eagerness: 'immediate' }] }
    const script = document.createElement('script')
    script.type = 'speculationrules'
    script.textContent = JSON.stringify(rules)
    document.head.append(script)
  }, path)
  return page
}

describe('a page that is rendered in advance', () => {
  test('has no session until it is shown, then has it, and hears of changes', async () => {
    const path = '/ahead-by-sdk'
    sites.scripts.set(path, diary(path) + sdk + bySdk)
    const reader = await visit(`${sites.one}/reader`)
    const page = await renderAhead(path)
    await until('the page ahead', async () => (await written(reader, path)).length > 0)
    // By then it would have been served: questions are answered in turn, and this one comes after its own.
    await ask('getSession', { forceRefresh: true })
    expect(await written(reader, path)).toEqual(['begun in advance'])
    await page.evaluate((path) => void (location.href = path), path).catch(() => undefined)
    await until('the session', async () => (await written(reader, path)).includes('signedIn with a token'))
    expect((await written(reader, path)).slice(0, 2)).toEqual(['begun in advance', 'shown'])
    const { generation } = await ask('getSession', { forceRefresh: true })
    await until('news', async () => (await written(reader, path)).includes(`signedIn ${generation}`))
  })

  test('is refused when it asks directly, and answered when it asks again once it is shown', async () => {
    const path = '/ahead-by-hand'
    sites.scripts.set(path, diary(path) + byHand(ID))
    const reader = await visit(`${sites.one}/reader`)
    const page = await renderAhead(path)
    await until('its answer', async () => (await written(reader, path)).length > 1)
    expect(await written(reader, path)).toEqual(['begun in advance', 'notAllowed'])
    await page.evaluate((path) => void (location.href = path), path).catch(() => undefined)
    await until('the session', async () => (await written(reader, path)).includes('signedIn'))
    expect(await written(reader, path)).toEqual(['begun in advance', 'notAllowed', 'shown', 'signedIn'])
  })
})
