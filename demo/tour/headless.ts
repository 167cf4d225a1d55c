import type { Page } from 'playwright'
import { grantHost } from '../../tests/support/host-permission.ts'
import { consentWindow, consentWindows } from '../../tests/support/consent-window.ts'
import { openPopup, popupPage } from '../../tests/support/popup.ts'
import { enterPool } from '../../tests/support/setup.ts'
import { until } from '../../tests/support/until.ts'
import { stopWorker, workerRuns } from '../../tests/support/worker.ts'
import { check, step } from './check.ts'
import { makeFolder, pictureOf, shoot, shootBeside, SHOTS } from './pictures.ts'
import { sessionOn, written, type Shown } from './shown.ts'
import type { Stage } from './stage.ts'

/** Without a display: does the whole tour itself, as a person would, and looks whether each step happened. */
export async function tourAlone(stage: Stage): Promise<void> {
  await makeFolder()
  const { context } = stage.extension
  const siteA = await context.newPage()
  await siteA.goto(stage.sites.siteA)
  const siteB = await context.newPage()
  await siteB.goto(stage.sites.siteB)
  await signIn(stage)
  await refuse(stage, siteA)
  await allowBoth(stage, siteA, siteB)
  await refresh(stage, siteA, siteB)
  await survive(stage, siteA)
  await signOut(stage, siteA, siteB)
  await authenticatorApp(stage)
  await managedLogin(stage)
  console.log(`Screenshots: ${SHOTS}`)
}

async function signIn(stage: Stage): Promise<void> {
  const { pool, extension } = stage
  const { signInName, password } = pool.users.ada
  await step('Signed in by typing into the popup, with SRP', async () => {
    if (!stage.preset) await enterOwnPool(stage)
    const popup = await popupPage(extension)
    if (!stage.preset) await popup.getByLabel('User pool').selectOption(pool.poolId)
    await popup.getByLabel('User name').fill(signInName)
    await popup.getByLabel('Password', { exact: true }).fill(password)
    await shoot(popup, '1-sign-in')
    await popup.getByRole('button', { name: 'Sign in', exact: true }).click()
    await popup.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
    await shoot(popup, '2-signed-in')
    await popup.close()
    const flows = pool.calls
      .list()
      .flatMap(({ flow, outcome }) => (flow === undefined ? [] : [`${flow} ${outcome}`]))
    check(flows.join() === 'USER_SRP_AUTH ok', 'The pool saw something else than one SRP sign-in.', flows)
    return `${signInName}, ${pool.calls.count()} calls at ${pool.url}`
  })
}

function enterOwnPool({ pool, extension }: Stage): Promise<void> {
  const clientId = pool.clients.web.id
  const { poolId, url: endpoint, loginUrl: domain } = pool
  return enterPool(extension, { poolId, clientId, endpoint, domain })
}

async function refuse({ extension }: Stage, siteA: Page): Promise<void> {
  await step('Site A asked; the window was refused, and site A has nothing', async () => {
    await siteA.getByRole('button', { name: 'Connect' }).click()
    const asking = await consentWindow(extension)
    await shoot(asking, '3-site-a-asks')
    await asking.getByRole('button', { name: 'Refuse' }).click()
    const state = siteA.locator('#state')
    await until('the refusal on site A', async () => (await state.textContent())?.includes('rejected'))
    await until('the window to close', () => consentWindows(extension).length === 0)
    check((await written(siteA, 'session')) === undefined, 'Site A shows a session, though it was refused.')
    await shoot(siteA, '3-site-a-refused')
  })
}

async function allowBoth(stage: Stage, siteA: Page, siteB: Page): Promise<void> {
  await step('Site A asked again, and was allowed the claims it named, for an hour', async () => {
    await grantHost(stage.extension, 'http://localhost/*')
    await siteA.getByRole('button', { name: 'Connect' }).click()
    const asking = await consentWindow(stage.extension)
    await asking.getByLabel('Until').selectOption('hour')
    await asking.locator('button.primary[aria-disabled=false]').click()
    const shown = await sessionOn(siteA, 'claims on site A', ({ state }) => state === 'signedIn')
    check(shown.claims?.['sub'] === stage.pool.users.ada.sub, 'Site A has another sub than the pool.', shown)
    const page = await siteA.content()
    check(!/eyJ[\w-]+\.eyJ/.test(page), 'Site A has a token, though it was given claims only.')
    await shoot(siteA, '4-site-a')
    return print(shown.claims)
  })
  await step('Allowed site B the access token by the toolbar icon', async () => {
    await allow(stage, siteB, ['ID token'], '5-allow-site-b')
    const shown = await sessionOn(siteB, 'a token on site B', ({ accessToken }) => accessToken !== undefined)
    check(shown.claims?.['sub'] === stage.pool.users.ada.sub, 'Site B has another sub than the pool.', shown)
    return print(await until('what site B decoded', () => written(siteB, 'token')))
  })
  await step('The API on localhost verified the token’s signature', async () => {
    const answer = await until('the API’s answer', () => written(siteB, 'api'))
    check(isOk(answer, stage.pool.users.ada.sub), 'The API did not accept the token.', answer)
    await shoot(siteB, '6-site-b')
    await shootBeside([siteA, siteB], '6-claims-beside-token')
    return print(answer)
  })
}

/** In the real popup under the toolbar icon: only its click tells the extension which page is looked at. */
async function allow({ extension }: Stage, page: Page, without: string[], shot: string): Promise<void> {
  await grantHost(extension, 'http://localhost/*')
  const popup = await openPopup(extension, page)
  await popup.click('DisclosureTriangle', 'It gets')
  for (const name of without) await popup.click('checkbox', name)
  await popup.screenshot(pictureOf(shot))
  await popup.click('button', 'Allow this site')
  await popup.waitForText('Take back')
  await popup.close()
}

async function refresh(stage: Stage, siteA: Page, siteB: Page): Promise<void> {
  await step('Refreshed by a click; both pages heard of it', async () => {
    const before = await sessionOn(siteA, 'the session on site A', () => true)
    const newer = ({ generation = 0 }: Shown) => generation > (before.generation ?? 0)
    const popup = await openPopup(stage.extension, siteA)
    await popup.click('button', 'Refresh now')
    await sessionOn(siteA, 'the new session on site A', newer)
    await sessionOn(siteB, 'the new session on site B', newer)
    await popup.close()
    const requests = stage.pool.calls.count('GetTokensFromRefreshToken')
    check(requests === 1, 'The pool did not see exactly one refresh.', requests)
    return `${requests} refresh request at the pool`
  })
}

async function survive({ pool, extension }: Stage, siteA: Page): Promise<void> {
  await step('Stopped the worker; the session is still there', async () => {
    const calls = pool.calls.count()
    await stopWorker(extension)
    check(!(await workerRuns(extension)), 'The worker still runs.')
    await siteA.evaluate(() => {
      for (const element of document.querySelectorAll('#session')) element.textContent = ''
    })
    await siteA.getByRole('button', { name: 'Ask again' }).click()
    const shown = await sessionOn(siteA, 'an answer from a new worker', ({ state }) => state === 'signedIn')
    check(shown.claims?.['sub'] === pool.users.ada.sub, 'The session is another one.', shown)
    check(await workerRuns(extension), 'An answer came, but no worker runs.')
    check(pool.calls.count() === calls, 'The pool was asked again.', pool.calls.list().slice(calls))
    return `${String(shown.claims['email'])}, without a word to the pool`
  })
}

async function signOut({ pool, extension }: Stage, siteA: Page, siteB: Page): Promise<void> {
  await step('Signed out; both pages have nothing, the refresh token is revoked at the pool', async () => {
    const popup = await openPopup(extension, siteA)
    await popup.click('button', 'Sign out')
    for (const page of [siteA, siteB])
      await sessionOn(page, 'signedOut on the page', ({ state }) => state === 'signedOut')
    await popup.waitForText('User name')
    await popup.screenshot(pictureOf('7-signed-out'))
    await popup.close()
    await until('the revocation at the pool', () => pool.issueHistory().every(({ revoked }) => revoked))
    await shoot(siteA, '8-site-a-signed-out')
    return `${pool.calls.count('RevokeToken')} revocation`
  })
}

async function authenticatorApp(stage: Stage): Promise<void> {
  const { pool, extension } = stage
  const { signInName, password } = pool.users.totp
  await step('Signed in with a password and the code of an authenticator app, in a tab', async () => {
    const popup = await popupPage(extension)
    if (!stage.preset) await popup.getByLabel('User pool').selectOption(pool.poolId)
    await popup.getByLabel('User name').fill(signInName)
    await popup.getByLabel('Password', { exact: true }).fill(password)
    const opening = extension.context.waitForEvent('page')
    await popup.getByRole('button', { name: 'Sign in', exact: true }).click()
    const tab = await opening
    await tab.getByRole('heading', { name: 'Enter the code of your authenticator app' }).waitFor()
    await shoot(tab, '9-authenticator-code')
    await tab.locator('input[name=code]').fill(pool.totpCode('totp'))
    await tab.keyboard.press('Enter')
    await tab.getByRole('heading', { name: /^You are signed in as/ }).waitFor()
    await shoot(tab, '10-authenticator-done')
    await tab.close()
    const challenges = pool.calls.list().filter(({ operation }) => operation === 'RespondToAuthChallenge')
    const outcomes = challenges.slice(-2).map(({ outcome }) => outcome)
    check(outcomes.join() === 'ok,ok', 'The pool did not take the password and the code.', outcomes)
    await popup.getByRole('button', { name: 'Sign out', exact: true }).click()
    await popup.getByLabel('User name').waitFor()
    await popup.close()
    return `${signInName}; and signed out again`
  })
}

async function managedLogin(stage: Stage): Promise<void> {
  const { pool, extension } = stage
  const { signInName, password } = pool.users.ada
  await step('Signed in on the pool’s own pages, by authorization code with PKCE', async () => {
    const popup = await popupPage(extension)
    if (!stage.preset) await popup.getByLabel('User pool').selectOption(pool.poolId)
    const opening = extension.context.waitForEvent('page')
    await popup.getByRole('button', { name: /^Sign in with/ }).click()
    const tab = await opening
    const login = await until('the window with the pool’s pages', () =>
      extension.context.pages().find((page) => page.url().startsWith(`${pool.loginUrl}/login`)),
    )
    await login.getByLabel('User name or e-mail').fill(signInName)
    await login.getByLabel('Password').fill(password)
    await shoot(login, '11-managed-login')
    await login.getByRole('button', { name: 'Sign in', exact: true }).click()
    await tab.getByRole('heading', { name: 'You are signed in' }).waitFor()
    await shoot(tab, '12-managed-login-done')
    await popup.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
    const codes = pool.calls.count('token')
    check(codes === 1, 'The pool did not exchange exactly one code.', codes)
    return `${signInName}, ${codes} code exchanged; the second time the browser’s cookie would do`
  })
}

function print(value: unknown): string {
  return `\n${JSON.stringify(value, null, 2).replaceAll(/^/gm, '     ')}`
}

function isOk(answer: unknown, sub: string): boolean {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'status' in answer &&
    answer.status === 200 &&
    'sub' in answer &&
    answer.sub === sub
  )
}
