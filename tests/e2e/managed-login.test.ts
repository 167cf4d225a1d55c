import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { SharedWorld } from '../support/shared-world.ts'
import { until } from '../support/until.ts'
import { stopWorker } from '../support/worker.ts'

const shots = 'test-results/screenshots'
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let world: SharedWorld

beforeAll(async () => {
  await mkdir(shots, { recursive: true })
  world = await SharedWorld.open()
  await saveProfile()
})
afterAll(() => world.close())
/** Each person comes to a browser that nobody is signed in with at the pool. */
afterEach(async () => {
  const { context, inside } = world.extension
  for (const page of context.pages()) if (page !== inside) await page.close()
  await context.clearCookies()
  world.pool.faults.clear()
})

const profileId = () => `${world.pool.poolId}/${world.pool.clients.web.id}`

/** Sets the pool up, as the extension's pages do it. */
async function saveProfile(client: keyof typeof world.pool.clients = 'web'): Promise<void> {
  const { pool } = world
  const popup = await world.popup()
  await popup.evaluate(
    async (params) => {
      const world: object = globalThis
      const { runtime }: { runtime: { sendMessage(message: object): Promise<unknown> } } = Reflect.get(
        world,
        'chrome',
      )
      await runtime.sendMessage({ v: 1, id: 'x', method: 'saveProfile', params })
    },
    {
      name: 'Local test pool',
      poolId: pool.poolId,
      clientId: pool.clients[client].id,
      endpoint: pool.url,
      login: { domain: pool.loginUrl, scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'] },
    },
  )
  await popup.close()
}

async function openLogin(query = ''): Promise<Page> {
  const page = await world.extension.context.newPage()
  await page.setViewportSize({ width: 460, height: 600 })
  const address = `chrome-extension://${world.extension.id}/src/managed-login/index.html`
  await page.goto(`${address}?profile=${encodeURIComponent(profileId())}${query}`)
  return page
}

/** The browser's own window for the pool's pages. */
async function loginWindow(open: () => Promise<Page>): Promise<{ page: Page; login: Page }> {
  const page = await open()
  const login = await until('the login window', () =>
    world.extension.context.pages().find((page) => page.url().startsWith(world.pool.loginUrl)),
  )
  return { page, login }
}

async function typeIn(login: Page): Promise<void> {
  await login.getByLabel('User name or e-mail').fill('ada')
  await login.getByLabel('Password').fill(world.pool.users.ada.password)
  await login.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function signIn(): Promise<Page> {
  const { page, login } = await loginWindow(() => openLogin())
  await typeIn(login)
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
  return page
}

async function look(page: Page, name: string): Promise<void> {
  await page.evaluate(axe)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.screenshot({ path: join(shots, `managed-login-${name}-${colorScheme}.png`), fullPage: true })
    const { violations } = await page.evaluate<AxeResults>('axe.run()')
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  }
}

test('a person signs in on the pool’s own pages, and the popup shows who they are', async () => {
  const { page, login } = await loginWindow(() => openLogin())
  await page.getByRole('heading', { name: 'Sign in in the window that opened' }).waitFor()
  await look(page, 'window')
  await typeIn(login)
  await page.getByRole('heading', { name: 'You are signed in as Ada Lovelace' }).waitFor()
  await look(page, 'signed-in')
  const popup = await world.popup()
  await popup.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await popup.getByText('Verified').first().waitFor()
})

test('the second time nobody has to type, and nothing is shown', async () => {
  await (await signIn()).close()
  const calls = world.pool.calls.count()
  const page = await openLogin()
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
  const since = world.pool.calls.list().slice(calls)
  expect(since.map(({ operation }) => operation)).not.toContain('login')
})

test('another account is asked for anew, though the cookie is there; and the person is told of it', async () => {
  const page = await signIn()
  await page.getByText('Sign in as somebody else').click()
  await page.getByText('share their cookies with this browser profile').waitFor()
  await look(page, 'another')
  const { login } = await loginWindow(async () => {
    await page.getByRole('button', { name: 'Use another account' }).click()
    return page
  })
  await login.getByLabel('User name or e-mail').fill('grace@example.com')
  await login.getByLabel('Password').fill(world.pool.users.grace.password)
  await login.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
  const popup = await world.popup()
  await popup.getByRole('heading', { name: 'Grace Hopper' }).waitFor()
})

test('signing out at the login domain makes the next sign-in ask again', async () => {
  const page = await signIn()
  await page.getByText('Sign in as somebody else').click()
  await page.getByRole('button', { name: /^Sign out at localhost/ }).click()
  await page.getByText(/^You are signed out at localhost/).waitFor()
  await page.close()
  const { login } = await loginWindow(() => openLogin())
  await login.getByLabel('User name or e-mail').waitFor()
})

test('a window that is closed cancels it, and trying again works', async () => {
  const { page, login } = await loginWindow(() => openLogin())
  await login.getByLabel('Password').waitFor()
  await login.close()
  await page.getByText('The window was closed before the sign-in was done.').waitFor()
  await look(page, 'cancelled')
  const again = await loginWindow(async () => {
    await page.getByRole('button', { name: 'Try again' }).click()
    return page
  })
  await typeIn(again.login)
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
})

test('a second tab is told that a sign-in is under way; the first one goes on', async () => {
  const { page, login } = await loginWindow(() => openLogin())
  const second = await openLogin()
  await second.getByRole('heading', { name: 'A sign-in is already under way' }).waitFor()
  await look(second, 'running')
  await typeIn(login)
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
})

test('a worker that is stopped while the person types loses nothing', async () => {
  const { page, login } = await loginWindow(() => openLogin())
  await login.getByLabel('Password').waitFor()
  await stopWorker(world.extension)
  await typeIn(login)
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
})

test('a network that is lost between code and token is told, and trying again needs no typing', async () => {
  world.pool.faults.add({ operation: 'token', rate: 1, fault: { kind: 'dropBefore' } })
  const { page, login } = await loginWindow(() => openLogin())
  await typeIn(login)
  await page.getByText('The user pool cannot be reached.').waitFor()
  await look(page, 'offline')
  world.pool.faults.clear()
  const logins = world.pool.calls.count('login')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
  expect(world.pool.calls.count('login')).toBe(logins)
})

test('the endpoint’s own error is repeated', async () => {
  const usual = world.pool.clients.web.scopes
  world.pool.setClient('web', { scopes: ['openid'] })
  const page = await openLogin()
  await page.getByRole('heading', { name: 'The user pool said no' }).waitFor()
  await page.getByText('does not allow one of the scopes').waitFor()
  await look(page, 'refused')
  world.pool.setClient('web', { scopes: usual })
})

test('an answer at another path is thrown away', async () => {
  const { page, login } = await loginWindow(() => openLogin())
  await login.getByLabel('Password').waitFor()
  const tokens = world.pool.calls.count('token')
  // Somebody leads the window to another of the extension's paths, with an answer that looks right.
  const back = `https://${world.extension.id}.chromiumapp.org/eu-west-1_Other`
  const state = new URL(login.url()).searchParams.get('state')
  await login
    .evaluate((address) => location.assign(address), `${back}?code=stolen&state=${state}`)
    .catch(() => undefined)
  await page.getByRole('heading', { name: 'The answer does not fit' }).waitFor()
  await look(page, 'foreign')
  expect(world.pool.calls.count('token')).toBe(tokens)
})

test('pages that do not load are told as such', async () => {
  await world.pool.close()
  const page = await openLogin()
  await page.getByRole('heading', { name: 'The sign-in page did not open' }).waitFor()
  await look(page, 'unreachable')
})
