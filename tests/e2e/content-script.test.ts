import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountId } from '../../src/contract/identity.ts'
import { classicScript } from '../support/bundle.ts'
import { inContentScript } from '../support/content-world.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { until } from '../support/until.ts'
import { stopWorker } from '../support/worker.ts'

let world: QuickWorld
let account: AccountId
let script: string

beforeAll(async () => {
  script = await classicScript(
    `import { connectSession } from '@cognito-shared-session/page-sdk/content'
     Object.assign(globalThis, { connectSession })`,
  )
  world = await QuickWorld.open({ build: 'chrome' })
  account = await world.signIn()
})
afterAll(() => world.close())

const inScript = (page: Page, expression: string) => inContentScript(world.extension, page, expression)

test('a content script has the session by the SDK: what its page’s site may have, and news of it', async () => {
  await world.allow(world.sites.one, account, { claims: ['email'], idToken: false, accessToken: false })
  const page = await world.visit(`${world.sites.one}/`)
  await inScript(page, script)
  const first = await inScript(
    page,
    `(async () => {
      const session = await connectSession({ want: { claims: ['email', 'sub'], accessToken: true }, silent: true })
      const heard = []
      Object.assign(globalThis, { session, heard })
      const now = await session.getSession()
      session.onSessionChanged((change) => heard.push(change.state))
      return now
    })()`,
  )
  expect(first).toMatchObject({ state: 'signedIn', claims: { email: world.pool.users.ada.email } })
  expect(JSON.stringify(first)).not.toMatch(/eyJ|"sub"/)
  expect(await page.evaluate("'connectSession' in globalThis || 'session' in globalThis")).toBe(false)
  await stopWorker(world.extension)
  expect(await inScript(page, 'session.getSession()')).toEqual(first)
  await world.ask('getSession', { forceRefresh: true })
  await until('news of the refresh', async () =>
    String(await inScript(page, 'heard.join()')).includes('signedIn'),
  )
  await world.ask('revokeSite', { origin: await world.allow(world.sites.one, account) })
  await until('news of the end', async () =>
    String(await inScript(page, 'heard.join()')).endsWith('notAllowed'),
  )
  const refused = inScript(page, 'session.getSession().catch(({ code }) => code)')
  expect(await refused).toBe('notAllowed')
})

test('a content script on a site that nobody allowed waits, and goes on once somebody does', async () => {
  await world.allow(world.sites.one, account)
  const page = await world.visit(`${world.sites.two}/`)
  await inScript(page, script)
  expect(
    await inScript(page, `connectSession({ want: { claims: ['sub'] } }).catch(({ code }) => code)`),
  ).toBe('notAllowed')
  await inScript(
    page,
    `void connectSession({ want: { claims: ['sub'] }, wait: true })
      .then((session) => session.getSession())
      .then((now) => Object.assign(globalThis, { now }))`,
  )
  await world.allow(world.sites.two, account)
  const now = await until('the session', async () => (await inScript(page, 'globalThis.now')) ?? undefined)
  expect(now).toMatchObject({ state: 'signedIn', claims: { sub: world.pool.users.ada.sub } })
})
