import type { Frame } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { classicScript } from '../support/bundle.ts'
import { consentWindow } from '../support/consent-window.ts'
import { inContentScript } from '../support/content-world.ts'
import { frame } from '../support/frame.ts'
import { grantHost } from '../support/host-permission.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'
import { bridge, external, internal, verdictOf, type Way } from './callers/ways.ts'

let world: QuickWorld
let sdk: string

beforeAll(async () => {
  sdk = await classicScript(
    `import { connectSession } from '@cognito-shared-session/page-sdk'
     Object.assign(globalThis, { connectSession })`,
  )
  world = await QuickWorld.open()
  await world.signIn()
  await grantHost(world.extension, 'http://localhost/*')
})
afterAll(() => world.close())

const QUESTION = { v: 1, id: 'q', method: 'getSession', params: {} }

/** What becomes of a question for the session that is asked in this way. */
async function verdict(evaluate: (expression: string) => Promise<unknown>, way: Way): Promise<string> {
  const [answer]: unknown[] = JSON.parse(String(await evaluate(way(world.extension.id, [QUESTION]))))
  return verdictOf('getSession', answer)
}
const inPage = (place: Pick<Frame, 'evaluate'>) => (expression: string) => place.evaluate(expression)

/** A frame of the first site in a page of another, with the SDK in it. */
async function framedIn(top: string): Promise<Frame> {
  const page = await world.visit(top)
  const framed = await frame(page, `frame.src = '${world.sites.one}/widget'`)
  await framed.evaluate(sdk)
  return framed
}

/** The frame asks by the SDK, and writes down what it hears. */
const connecting = (framed: Frame): Promise<unknown> =>
  framed.evaluate(`connectSession({ want: { claims: ['email'] }, reason: 'To greet you.' }).then(
    (session) => {
      const heard = []
      Object.assign(globalThis, { session, heard })
      session.onSessionChanged((change) => heard.push(change.state + (change.generation ?? '')))
      return session.getSession()
    },
    ({ code }) => code,
  )`)

test('a frame of another site asks: the person sees both names, and allows it there and nowhere else', async () => {
  const { one, two, elsewhere } = world.sites
  const framed = await framedIn(`${elsewhere}/portal`)
  expect(await verdict(inPage(framed), external)).toBe('notAllowed')
  const asked = connecting(framed)
  const asking = await consentWindow(world.extension)
  await asking.locator('.asker', { hasText: new URL(one).port }).waitFor()
  await asking.locator('.around', { hasText: elsewhere }).waitFor()
  await asking.screenshot({ path: 'test-results/screenshots/consent-frame-in-chromium.png' })
  await asking.locator('button.primary[aria-disabled=false]').click()
  const { email } = world.pool.users.ada
  expect(await asked).toMatchObject({ state: 'signedIn', claims: { email } })
  expect(Object.keys(await stored(world.extension, 'local'))).toContain(`grant:${one}`)

  expect(await verdict(inPage(framed.page()), external)).toBe('notAllowed')
  const evil = await framedIn(`${two}/evil`)
  expect(await verdict(inPage(evil), external)).toBe('notAllowed')
  expect(await verdict(inPage(evil), bridge('self'))).toBe('unreachable')
  const script = (expression: string) => inContentScript(world.extension, evil, expression)
  expect(await verdict(script, internal)).toBe('notAllowed')

  const { generation } = await world.ask('getSession', { forceRefresh: true })
  await until('news in the frame', async () =>
    String(await framed.evaluate('heard.join()')).includes(`signedIn${generation}`),
  )
  await world.ask('revokeSite', { origin: one })
  await until('the end in the frame', async () =>
    String(await framed.evaluate('heard.join()')).endsWith('notAllowed'),
  )
  expect(await verdict(inPage(framed), external)).toBe('notAllowed')
})

test('a frame that is refused has nothing', async () => {
  const framed = await framedIn(`${world.sites.elsewhere}/portal`)
  const asked = connecting(framed)
  await (await consentWindow(world.extension)).getByRole('button', { name: 'Refuse' }).click()
  expect(await asked).toBe('rejected')
  expect(await verdict(inPage(framed), external)).toBe('notAllowed')
})
