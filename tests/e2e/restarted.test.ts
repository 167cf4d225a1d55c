import { afterAll, beforeAll, expect, test } from 'vitest'
import { classicScript } from '../support/bundle.ts'
import { popupPage } from '../support/popup.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { until } from '../support/until.ts'

let world: QuickWorld

beforeAll(async () => {
  world = await QuickWorld.open({ build: 'chrome' })
  await world.allow(world.sites.one, await world.signIn())
  await world.ask('setStaySignedIn', { on: true })
})
afterAll(() => world.close())

/** As by an update: the bridge in the page belongs to an extension that is no more. */
test('a page goes on with its session when the extension was restarted under it, and hears of changes', async () => {
  const page = await world.visit(`${world.sites.one}/`)
  const sdk = `import { connectSession } from '@cognito-shared-session/page-sdk'
    Object.assign(globalThis, { connectSession })`
  await page.evaluate(await classicScript(sdk))
  const before: unknown =
    await page.evaluate(`connectSession({ want: { claims: ['sub'], accessToken: true }, wait: true }).then((session) => {
    const heard = []
    Object.assign(globalThis, { session, heard })
    session.onSessionChanged((change) => heard.push(change.state + ' ' + change.generation))
    return session.getSession()
  })`)
  const extensions = await world.visit('chrome://extensions')
  for (const enabled of [false, true])
    await extensions.evaluate(`chrome.management.setEnabled('${world.extension.id}', ${enabled})`)
  const ask = () => page.evaluate('session.getSession().then(({ state }) => state, ({ code }) => code)')
  await until('the session', async () => (await ask()) === 'signedIn', 20_000)
  const popup = await popupPage(world.extension)
  await popup.getByRole('button', { name: 'Refresh now' }).click()
  const { generation } = await until('the refresh', async () => {
    const now: unknown = await page.evaluate('session.getSession()')
    return Object(now).generation > 1 && Object(now)
  })
  const { account, claims } = Object(before)
  expect(await page.evaluate('session.getSession()')).toMatchObject({ account, claims, generation })
  await until('news of it', async () =>
    String(await page.evaluate('heard.join()')).includes(`signedIn ${generation}`),
  )
})
