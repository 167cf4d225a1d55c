import { build, type Rolldown } from 'vite'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountId } from '../../src/contract/identity.ts'
import { inContentScript } from '../support/content-world.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { until } from '../support/until.ts'
import { stopWorker } from '../support/worker.ts'

let world: QuickWorld
let account: AccountId
let script: string

beforeAll(async () => {
  script = await bundled()
  world = await QuickWorld.open({ build: 'chrome' })
  account = await world.signIn()
})
afterAll(() => world.close())

/** The SDK for content scripts as a global function, in one classic script as an author's bundler makes it. */
async function bundled(): Promise<string> {
  const id = 'virtual:script'
  const source = `import { connectSession } from '@cognito-shared-session/page-sdk/content'
    Object.assign(globalThis, { connectSession })`
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: { conditions: ['cognito-shared-session:source', 'module', 'browser', 'production'] },
    plugins: [
      {
        name: 'script',
        resolveId: (asked) => (asked === id ? id : undefined),
        load: (asked) => (asked === id ? source : undefined),
      },
    ],
    build: {
      write: false,
      target: 'chrome130',
      modulePreload: false,
      rolldownOptions: { input: id, output: { format: 'iife' } },
    },
  })
  return chunks(built)
    .map(({ code }) => code)
    .join('\n')
}

function chunks(result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] {
  const all = Array.isArray(result) ? result : 'output' in result ? [result] : []
  return all.flatMap(({ output }) => output).filter((file) => file.type === 'chunk')
}

const inScript = (page: Page, expression: string) => inContentScript(world.extension, page, expression)

test('a content script has the session by the SDK: what its page’s site may have, and news of it', async () => {
  await world.allow(world.sites.one, account, { claims: ['email'], idToken: false, accessToken: false })
  const page = await world.visit(`${world.sites.one}/`)
  await inScript(page, script)
  const first = await inScript(
    page,
    `(async () => {
      const session = await connectSession({ want: { claims: ['email', 'sub'], accessToken: true } })
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
