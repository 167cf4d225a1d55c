import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { setupPage } from '../support/setup.ts'
import { SignInPage } from '../support/sign-in-page.ts'
import { SharedWorld } from '../support/shared-world.ts'
import { until } from '../support/until.ts'

const shots = 'test-results/screenshots'
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let world: SharedWorld

beforeAll(async () => {
  await mkdir(shots, { recursive: true })
  world = await SharedWorld.open('chrome')
})
afterAll(() => world.close())
afterEach(async () => {
  const { context, inside } = world.extension
  for (const page of context.pages()) if (page !== inside) await page.close()
  world.pool.faults.clear()
})

async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(axe)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: join(shots, `setup-${name}-${colorScheme}.png`), fullPage: true })
    const { violations } = await page.evaluate<AxeResults>('axe.run()')
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  }
  await page.setViewportSize({ width: 320, height: 700 })
  const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  expect(await page.evaluate(sideways)).toBe(0)
  await page.setViewportSize({ width: 560, height: 800 })
}

async function paste(text: string): Promise<Page> {
  const page = await setupPage(world.extension)
  await page.getByLabel('Paste what you have of it').fill(text)
  await page.getByRole('button', { name: 'Continue' }).click()
  return page
}

const value = (page: Page, label: string) => page.getByLabel(label).inputValue()

test('without a user pool the popup opens the page that sets one up', async () => {
  const popup = await world.popup()
  const opening = world.extension.context.waitForEvent('page')
  await popup.getByRole('button', { name: 'Set up a user pool' }).click()
  const page = await opening
  await page.getByRole('heading', { name: 'Set up your user pool' }).waitFor()
  await look(page, 'first')
})

test('pages have their words although the browser gives none, as when the first page was closed while it asked', async () => {
  const page = await world.extension.context.newPage()
  await page.addInitScript(() => {
    const world: object = globalThis
    const api: { i18n: { getMessage(): string } } = Reflect.get(world, 'chrome')
    api.i18n.getMessage = () => ''
  })
  for (const room of ['options', 'popup', 'sign-in', 'welcome', 'consent', 'managed-login']) {
    await page.goto(`chrome-extension://${world.extension.id}/src/${room}/index.html`)
    await until(`the language of ${room}`, () => page.locator('html[lang=en][dir=ltr]').isVisible())
    expect(await page.title()).not.toBe('')
  }
  await page.goto(`chrome-extension://${world.extension.id}/src/options/index.html#pools`)
  await page.getByRole('heading', { name: 'Set up your user pool' }).waitFor()
})

test('a pasted text that names no user pool gets a sentence at the field', async () => {
  const page = await paste('hello')
  await page.getByText('There is no user pool in this.').waitFor()
  await look(page, 'wrong-paste')
  await page.getByLabel('Paste what you have of it').fill('eu-west-1:11111111-2222-3333-4444-555555555555')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByText('That is the id of an identity pool.').waitFor()
})

/** What people have of their user pool, each with what is left for them to enter. */
const firstStarts = ({ poolId, clients, url, loginUrl }: SharedWorld['pool']) => {
  const { id: clientId } = clients.web
  const domain = new URL(loginUrl).host
  const exported = {
    aws_project_region: 'eu-west-1',
    aws_user_pools_id: poolId,
    aws_user_pools_web_client_id: clientId,
    oauth: { domain, scope: ['email', 'openid'], redirectSignIn: 'http://localhost:3000/' },
    aws_cognito_social_providers: ['GOOGLE'],
  }
  const auth = {
    user_pool_id: poolId,
    aws_region: 'eu-west-1',
    user_pool_client_id: clientId,
    oauth: { identity_providers: ['GOOGLE'], domain, scopes: ['openid', 'email'] },
  }
  return {
    // The pool's OpenID configuration says where its sign-in pages are.
    'both ids': { text: `${poolId}\n${clientId}`, left: {}, providers: '', found: url },
    'aws-exports': {
      text: `const awsmobile = ${JSON.stringify(exported)};\nexport default awsmobile;`,
      left: {},
      providers: 'Google',
      found: loginUrl,
    },
    'amplify_outputs.json': {
      text: JSON.stringify({ auth, version: '1.3' }),
      left: {},
      providers: 'Google',
      found: loginUrl,
    },
    'the address of a sign-in page': {
      text: `${loginUrl}/login?client_id=${clientId}&response_type=code&scope=openid+email`,
      left: { 'User pool id': poolId },
      providers: '',
      found: loginUrl,
    },
  }
}

describe('the first start', () => {
  const AMAZON = 'https://cognito-idp.eu-west-1.amazonaws.com'

  test.each(['both ids', 'aws-exports', 'amplify_outputs.json', 'the address of a sign-in page'] as const)(
    'by pasting %s: the rest is found out, and the connection is good',
    async (kind) => {
      const { pool, extension } = world
      await extension.context.route(`${AMAZON}/**`, async (route) =>
        route.fulfill({
          response: await route.fetch({ url: route.request().url().replace(AMAZON, pool.url) }),
        }),
      )
      const { text, left, providers, found } = firstStarts(pool)[kind]
      const page = await paste(text)
      await page.getByRole('heading', { name: 'Add your user pool' }).waitFor()
      for (const [label, entered] of Object.entries(left)) await page.getByLabel(label).fill(entered)
      expect(await value(page, 'User pool id')).toBe(pool.poolId)
      expect(await value(page, 'App client id')).toBe(pool.clients.web.id)
      expect(await value(page, 'Sign-in domain')).toBe(found)
      await page.getByText('Advanced').click()
      expect(await value(page, 'Identity providers')).toBe(providers)
      expect(await page.getByLabel('Send the password as it is').isChecked()).toBe(false)
      await page.getByRole('button', { name: 'Add user pool' }).click()
      await page.getByRole('button', { name: 'Test the connection' }).click()
      await page.getByText('The redirect URL is registered in the app client.').waitFor()
      expect(await page.locator('.findings li').count()).toBe(4)
      expect(await page.locator('.findings .bad').count()).toBe(0)
      await page.getByRole('button', { name: 'Remove' }).click()
      await page.getByRole('button', { name: 'Sign out there and remove it?' }).click()
      await page.getByRole('heading', { name: 'Set up your user pool' }).waitFor()
      await extension.context.unroute(`${AMAZON}/**`)
    },
  )
})

test('what a user pool is set up with is kept, and the sign-in page goes by it', async () => {
  const { pool, extension } = world
  const page = await paste(`${pool.poolId} ${pool.clients.web.id}`)
  await page.getByLabel('Sign-in domain').fill(pool.loginUrl)
  await page.getByText('Advanced').click()
  await page.getByLabel('Identity providers').fill('Google')
  await page
    .getByLabel('Sign in first with')
    .selectOption({ label: 'Code by e-mail, by choice-based sign-in' })
  await page.getByLabel('Send the password as it is').check()
  await page.getByLabel('Endpoint').fill(pool.url)
  await page.getByRole('button', { name: 'Add user pool' }).click()
  await page.getByText('sent as it is').waitFor()
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByText('Advanced').click()
  expect(await page.getByLabel('Send the password as it is').isChecked()).toBe(true)
  expect(await page.getByLabel('Sign in first with').inputValue()).toBe('EMAIL_OTP')
  await page.getByLabel('Send the password as it is').uncheck()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Code by e-mail').waitFor()
  expect(await page.getByText('sent as it is').count()).toBe(0)

  const signIn = await SignInPage.open(extension)
  await signIn.page.getByLabel('User name').fill('ada')
  await signIn.page.keyboard.press('Enter')
  await signIn.heading('Enter the code from your e-mail')
  await signIn.pasteCode(() => pool.inbox.lastCode(pool.users.ada.username))
  await signIn.signedIn()
  await signIn.reload()
  await signIn.page.getByRole('link', { name: 'Continue with Google' }).click()
  // The local pool has no identity providers: that it says so shows what it was asked for.
  await signIn.page.getByText('identity provider does not exist').waitFor()

  await page.bringToFront()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Sign out there and remove it?' }).click()
  await page.getByRole('heading', { name: 'Set up your user pool' }).waitFor()
})

test('a pasted address of a sign-in page fills in what it tells, and asks for the rest', async () => {
  const { pool } = world
  const address = `${pool.loginUrl}/login?client_id=${pool.clients.web.id}&response_type=code&scope=openid+email`
  const page = await paste(address)
  expect(await value(page, 'App client id')).toBe(pool.clients.web.id)
  expect(await value(page, 'Sign-in domain')).toBe(pool.loginUrl)
  expect(await value(page, 'User pool id')).toBe('')
  await page.getByRole('button', { name: 'Add user pool' }).click()
  await page.getByText('A user pool id looks like').waitFor()
  await look(page, 'form-wrong')
})

test('a pasted Amplify configuration finds out the rest from the pool, is added, tested, used and removed', async () => {
  const { pool, extension } = world
  const Cognito = {
    userPoolId: pool.poolId,
    userPoolClientId: pool.clients.web.id,
    userPoolEndpoint: pool.url,
  }
  const page = await paste(`Amplify.configure(${JSON.stringify({ Auth: { Cognito } })}) // mine`)
  await page.getByLabel('Name (optional)').fill('Local pool')
  // What the pool itself says in its OpenID configuration.
  expect(await value(page, 'Sign-in domain')).toBe(pool.url)
  await look(page, 'form')
  await page.getByRole('button', { name: 'Add user pool' }).click()
  await page.getByRole('heading', { name: 'Local pool' }).waitFor()
  await page.getByText(`https://${extension.id}.chromiumapp.org/${pool.poolId}`).waitFor()
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('The redirect URL is registered in the app client.').waitFor()
  await page.getByText('The user pool answers.').waitFor()
  await page.getByText('The app client is known.').waitFor()
  await look(page, 'tested-good')
  expect(pool.calls.list().filter(({ operation }) => operation === 'token')).toEqual([])

  const opening = extension.context.waitForEvent('page')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const login = await opening
  await login
    .getByRole('heading', { name: /Sign in|Signing in/ })
    .first()
    .waitFor()
  await login.close()
  const popup = await world.popup()
  await popup.getByRole('button', { name: `Sign in with ${new URL(pool.url).host}` }).waitFor()
  await popup.close()

  await page.bringToFront()
  await page.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Sign out there and remove it?' }).click()
  await page.getByRole('heading', { name: 'Set up your user pool' }).waitFor()
})

test('the test of the connection says what is wrong, and changing it puts it right', async () => {
  const { pool } = world
  const page = await paste(`${pool.poolId} nosuchclient00000000000001`)
  await page.getByLabel('Sign-in domain').fill(pool.loginUrl)
  await page.getByText('Advanced').click()
  await page.getByLabel('Endpoint').fill(pool.url)
  await page.getByRole('button', { name: 'Add user pool' }).click()
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('The user pool does not know this app client.').waitFor()
  await page.getByText('The sign-in pages did not lead back here.').waitFor()
  await look(page, 'tested-bad')
  await page.getByRole('button', { name: 'Change' }).click()
  await page.getByText('Advanced').click()
  await page.getByLabel('Endpoint').fill('http://127.0.0.1:9')
  await page.getByLabel('Sign-in domain').fill('http://127.0.0.1:9')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await page.getByText('127.0.0.1:9 cannot be reached.').waitFor()
  await page.getByText('Nothing answers at 127.0.0.1:9.').waitFor()
  await look(page, 'tested-unreachable')
})

test('the redirect URL is copied by a click', async () => {
  const { extension, pool } = world
  const page = await paste(`${pool.poolId} ${pool.clients.web.id}`)
  await page.getByLabel('Sign-in domain').fill(pool.loginUrl)
  await page.getByRole('button', { name: 'Add user pool' }).click()
  const card = page.getByRole('region').filter({ hasText: pool.clients.web.id })
  await card.getByRole('button', { name: 'Copy' }).click()
  await page.getByText('Copied.').waitFor()
  const { context } = extension
  await context.grantPermissions(['clipboard-read'])
  await page.bringToFront()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `https://${extension.id}.chromiumapp.org/${pool.poolId}`,
  )
})
