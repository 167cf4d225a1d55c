import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { classicScript } from '../support/bundle.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { tabIdOf } from '../support/tabs.ts'
import { until } from '../support/until.ts'
import { stopWorker } from '../support/worker.ts'

const TABS = 100
const REFRESH = 'GetTokensFromRefreshToken'

let world: QuickWorld
let sdk: string

beforeAll(async () => {
  sdk = await classicScript(
    `import { connectSession } from '@cognito-shared-session/page-sdk'
     Object.assign(globalThis, { connectSession })`,
  )
  world = await QuickWorld.open({ build: 'chrome' })
  await world.allow(world.sites.one, await world.signIn('web'))
})
afterAll(() => world.close())

/** Connects a page by the SDK, and writes down what its listener is told. */
async function listening(page: Page): Promise<void> {
  await page.evaluate(sdk)
  await page.evaluate(`connectSession({ want: { claims: ['sub'], accessToken: true }, wait: true }).then((session) => {
    const heard = []
    Object.assign(globalThis, { session, heard })
    session.onSessionChanged((change) => heard.push([change.state, change.generation ?? 0]))
    return session.getSession()
  })`)
}

const heard = (page: Page): Promise<[string, number][]> => page.evaluate('heard')
const generations = async (page: Page) => (await heard(page)).map(([, generation]) => generation)
const current = async () => (await world.ask('getSession', {})).generation

test('a page that lay in the bfcache hears what it missed', async () => {
  const page = await world.visit(`${world.sites.one}/returns`)
  await listening(page)
  await page.evaluate(() =>
    addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted })),
  )
  await page.goto(`${world.sites.two}/elsewhere`)
  await world.ask('getSession', { forceRefresh: true })
  const missed = await current()
  await page.goBack({ waitUntil: 'commit' })
  await until('news of the refresh', async () => (await generations(page)).at(-1) === missed)
  expect(await page.evaluate('persisted')).toBe(true)
  await world.ask('getSession', { forceRefresh: true })
  const next = await current()
  await until('news of the next', async () => (await generations(page)).at(-1) === next)
  await page.close()
})

test('a discarded tab is left in peace, and has the session as it is when it comes back', async () => {
  const page = await world.visit(`${world.sites.one}/discarded`)
  await page.evaluate(`document.title = 'not yet discarded'`)
  const tabId = await tabIdOf(world.extension, page)
  await world.popup.bringToFront()
  const discarded = (script: string) => world.popup.evaluate(`(async () => { ${script} })()`)
  await discarded(`await chrome.tabs.discard(${tabId})`)
  await world.ask('getSession', { forceRefresh: true })
  const tabs = `const [tab] = (await chrome.tabs.query({})).filter((tab) => tab.url?.endsWith('/discarded'))`
  expect(await discarded(`${tabs}; return tab.discarded`)).toBe(true)
  await discarded(`${tabs}; await chrome.tabs.update(tab.id, { active: true })`)
  const back = await until('the tab to come back', () =>
    world.extension.context.pages().find((shown) => shown.url().endsWith('/discarded')),
  )
  await back.waitForLoadState()
  await listening(back)
  expect(await back.evaluate('session.getSession().then(({ generation }) => generation)')).toBe(
    await current(),
  )
  await back.close()
})

test(`${TABS} tabs whose tokens expired are served by one refresh, and hear of it in order`, async () => {
  const opener = await world.visit(`${world.sites.one}/opener`)
  const pages: Page[] = []
  world.extension.context.on('page', (page) => pages.push(page))
  await opener.evaluate((count) => {
    for (let tab = 0; tab < count; tab += 1) open(`/tab-${tab}`)
  }, TABS)
  await until('the tabs', () => pages.length === TABS, 60_000)
  for (const page of pages) await page.waitForLoadState()
  await Promise.all(pages.map(listening))
  world.pool.setClient('web', { accessTokenSeconds: 8, idTokenSeconds: 8 })
  await world.ask('getSession', { forceRefresh: true })
  const before = await current()
  const { expiresAt = 0 } = Object(await world.ask('getSession', {}))
  await stopWorker(world.extension)
  await until('the end of the tokens', () => Date.now() > expiresAt, 40_000)
  world.pool.calls.reset()
  const answers = await Promise.all(
    pages.map((page): Promise<{ accessToken: string }> => page.evaluate('session.getSession()')),
  )
  expect(new Set(answers.map(({ accessToken }) => accessToken)).size).toBe(1)
  expect(world.pool.calls.count(REFRESH)).toBe(1)
  expect(await current()).toBeGreaterThan(before)
  await world.ask('getSession', { forceRefresh: true })
  const last = await current()
  for (const page of pages) {
    await until('news in each tab', async () => (await generations(page)).at(-1) === last)
    const told = await generations(page)
    expect(told).toEqual([...told].sort((a, b) => a - b))
  }
})

test('a page that gives its permission back is told that it is done, though the bridge goes with it', async () => {
  const page = await world.visit(`${world.sites.one}/leaves`)
  await listening(page)
  const given = `session.disconnect().then(() => 'done', ({ code }) => code)`
  expect(await page.evaluate(given)).toBe('done')
  await until('word of it', async () => (await heard(page)).at(-1)?.[0] === 'notAllowed')
  await page.close()
})

test('a page that never ends keeps nobody waiting: its site is allowed, connected and taken back like any other', async () => {
  const page = await world.extension.context.newPage()
  await page.goto(`${world.sites.two}/endless?endless`, { waitUntil: 'commit' })
  await page.evaluate(sdk)
  const connecting = page.evaluate(
    `connectSession({ want: { claims: ['sub'] }, wait: true }).then((session) => session.getSession()).then(({ state }) => state)`,
  )
  const account = await world.signIn('web')
  const origin = await world.allow(world.sites.two, account)
  expect(await connecting).toBe('signedIn')
  expect(await page.evaluate('document.readyState')).toBe('loading')
  await world.ask('revokeSite', { origin })
  await page.close()
})

test('a page that stands still, say at a question of its own, keeps no other site waiting', async () => {
  const account = await world.signIn('web')
  await world.allow(world.sites.one, account)
  const page = await world.visit(`${world.sites.one}/still`)
  await listening(page)
  const dialog = page.waitForEvent('dialog')
  const still = page.evaluate('alert("Well?")')
  const question = await dialog
  const origin = await world.allow(world.sites.two, account)
  await world.ask('revokeSite', { origin })
  await world.ask('revokeSite', { origin: await world.allow(world.sites.one, account) })
  await question.accept()
  await still
  await until('word of it', async () => (await heard(page)).at(-1)?.[0] === 'notAllowed')
  await page.close()
})
