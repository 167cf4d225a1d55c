import { totpCode } from '@cognito-shared-session/local-user-pool'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Canaries } from '../support/canaries.ts'
import { inContentScript } from '../support/content-world.ts'
import { grantHost } from '../support/host-permission.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { SignInPage } from '../support/sign-in-page.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'
import { external } from './callers/ways.ts'

/** Codes are looked for in what is said and shown: six digits stand in some file of a profile by chance. */
const FILES = /^file /
/** A browser remembers the addresses that it went to, and those of managed login hold what OAuth puts there. */
const ADDRESSES = /^(address|file .*)$/
/** Where managed login comes back to: the extension's id, the pool's. */
const BACK = 'https://mophcmpmhijfcmgpeabfgglojbeeclif.chromiumapp.org/eu-west-1_LocalTest'
const NEW_PASSWORD = 'Canary-of-her-own-1'

let world: QuickWorld
let canaries: Canaries
let person: SignInPage
let site: Page

beforeAll(async () => {
  world = await QuickWorld.open({ settings: { callbackUrls: [BACK] } })
  canaries = new Canaries(world.extension)
  await canaries.listen(world.pool.url)
  const { poolId, clients, url } = world.pool
  const login = { domain: world.pool.loginUrl, scopes: ['openid'] }
  await world.allow(world.sites.one, await world.signIn())
  for (const client of ['web', 'mfaRequired', 'devices'] as const) {
    const input = { name: client, poolId, clientId: clients[client].id, endpoint: url }
    await world.ask('saveProfile', client === 'web' ? { ...input, login } : input)
  }
  site = await world.visit(`${world.sites.one}/`)
  await grantHost(world.extension, 'http://localhost/*')
})
afterAll(() => world.close())
beforeEach(async () => {
  person = await SignInPage.open(world.extension)
})

type UserName = keyof QuickWorld['pool']['users']
const code = (user: UserName) => world.pool.inbox.lastCode(world.pool.users[user].username)
const begin = async (user: UserName, pool = 'web') => {
  const { signInName, password } = world.pool.users[user]
  canaries.plant(`password of ${user}`, password)
  await person.begin(pool, signInName, password)
}

/** The strings with which Cognito ties steps together, as the background holds them. */
async function plantSteps(): Promise<void> {
  const area = await stored(world.extension, 'session')
  const steps = Object.entries(area).filter(([key]) => key.startsWith('transaction:steps:'))
  for (const [, step] of steps) {
    const { session } = Object(step)
    if (session) canaries.plant(`string of step ${canaries.planted.length}`, String(session))
  }
}

const questions = ['getSession', 'permissions', 'resumeSignIns', 'answerSignIn', 'finishManagedLogin']

/** Asks all there is to ask, in the middle of a sign-in, and looks at every page. */
async function search(name: string, typed: readonly string[] = []): Promise<void> {
  await plantSteps()
  const messages = questions.map((method) => ({ v: 1, id: 'c', method, params: {} }))
  const asked = external(world.extension.id, messages)
  canaries.sink(`answer to a page, ${name}`, await site.evaluate(asked))
  for (const message of messages) {
    const ask = `chrome.runtime.sendMessage(${JSON.stringify(message)})`
    canaries.sink(`answer to a script, ${name}`, await inContentScript(world.extension, site, ask))
  }
  await canaries.lookAt(site, `the site, ${name}`)
  await canaries.lookAt(person.page, `the sign-in page, ${name}`, typed)
  canaries.sink('storage.local', await stored(world.extension, 'local'))
}

/** What a step may show of a sign-in lies where its page reads it. */
async function searchViews(): Promise<void> {
  const shown = Object.entries(await stored(world.extension, 'session')).filter(
    ([key]) => !/^(session|transaction):/.test(key),
  )
  canaries.sink('views', shown)
}

test('a new password, and the string that waits for it', async () => {
  await begin('newcomer')
  await person.heading('Choose a password of your own')
  canaries.plant('new password', NEW_PASSWORD)
  await person.page.getByLabel('New password').fill(NEW_PASSWORD)
  await person.page.getByLabel('Full name').fill('Nina')
  await search('a new password', [NEW_PASSWORD])
  await searchViews()
  await person.page.keyboard.press('Enter')
  await person.signedIn()
  await search('after the new password')
})

test('a code, wrong and right', async () => {
  await begin('sms')
  await person.pasteCode(() => '000000')
  await person.page.getByText('That is not the right code').waitFor()
  const sent = code('sms')
  canaries.plant('code', sent, FILES)
  await search('a code')
  await searchViews()
  await person.page.locator('input[name=code]').fill('')
  await person.pasteCode(() => sent)
  await person.signedIn()
  await search('after the code')
})

test('an authenticator app’s secret, but in the page that draws it', async () => {
  await begin('ada', 'mfaRequired')
  await person.heading('Set up a second factor')
  await person.click(/Authenticator app/)
  const secret = await person.authenticatorKey()
  canaries.plant('authenticator secret', secret, /^page of the sign-in page, an authenticator/)
  await search('an authenticator')
  await searchViews()
  await person.page.locator('input[name=code]').focus()
  await person.pasteCode(() => totpCode(secret, world.pool.clock.now()))
  await person.signedIn()
  await search('after the authenticator')
})

test('what proves that this is a remembered device', async () => {
  await begin('sms', 'devices')
  await person.pasteCode(() => code('sms'))
  await person.heading(/Remember this browser/)
  await person.click(/^Remember this browser/)
  await person.signedIn()
  const { randomPassword } = Object(JSON.parse(await unsealed('device:')))
  canaries.plant('device secret', String(randomPassword))
  await search('a remembered device')
  await person.reload()
  await begin('sms', 'devices')
  await person.signedIn()
  await search('the remembered device again')
})

/** What a sealed record of `storage.local` says, opened with its key from within the extension. */
function unsealed(prefix: string): Promise<string> {
  return world.extension.inside.evaluate(async (prefix) => {
    const root: object = globalThis
    const { storage }: { storage: { local: { get(key: null): Promise<Record<string, unknown>> } } } =
      Reflect.get(root, 'chrome')
    const [place, record] =
      Object.entries(await storage.local.get(null)).find(([key]) => key.startsWith(prefix)) ?? []
    const { key, generation, iv, data } = Object(record)
    const bytes = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
    const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error ?? new Error('No such key.')))
      })
    const database = await done(indexedDB.open('vault', 1))
    const found: unknown = await done(database.transaction('keys').objectStore('keys').get(key))
    database.close()
    if (!(found instanceof CryptoKey)) throw new Error('The key is gone.')
    const additionalData = new TextEncoder().encode(JSON.stringify([place, key, generation]))
    const how = { name: 'AES-GCM', iv: bytes(iv), additionalData }
    return new TextDecoder().decode(await crypto.subtle.decrypt(how, found, bytes(data)))
  }, prefix)
}

test('state, nonce, verifier and code of managed login', async () => {
  const { context, id } = world.extension
  const { poolId, clients, loginUrl, users } = world.pool
  const profile = encodeURIComponent(`${poolId}/${clients.web.id}`)
  context.on('request', (request) => {
    const address = new URL(request.url())
    const answer = address.hostname.endsWith('.chromiumapp.org') ? address.searchParams.get('code') : null
    if (answer !== null) canaries.plant('authorization code', answer, ADDRESSES)
  })
  const page = await world.visit(`chrome-extension://${id}/src/managed-login/index.html?profile=${profile}`)
  const login = await until('the login window', () =>
    context.pages().find((shown) => shown.url().startsWith(loginUrl)),
  )
  const { state, nonce, verifier } = Object(
    (await stored(world.extension, 'session'))['transaction:managed-login'],
  )
  canaries.plant('verifier', String(verifier))
  canaries.plant('state', String(state), ADDRESSES).plant('nonce', String(nonce), ADDRESSES)
  await search('managed login')
  await searchViews()
  await canaries.lookAt(page, 'the page of managed login')
  await login.getByLabel('User name or e-mail').fill(users.grace.signInName)
  await login.getByLabel('Password').fill(users.grace.password)
  await login.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
  await search('after managed login')
  await canaries.lookAt(page, 'the page of managed login, after')
})

test('none of all these secrets came out anywhere, nor lies in clear on the disk', () => {
  const kinds = ['password of', 'new password', 'string of step', 'code', 'authenticator secret']
  kinds.push('device secret', 'verifier', 'state', 'nonce', 'authorization code')
  expect(kinds.filter((kind) => !canaries.planted.some((name) => name.startsWith(kind)))).toEqual([])
  const { sub } = world.pool.users.ada
  for (const where of [/^answer to a page/, /^answer to a script/, /^views/])
    expect(canaries.heard(where).join()).toContain(sub)
  expect(canaries.heard(/^page of the sign-in page/).join()).toContain('You are signed in as')
  expect(canaries.leaks()).toEqual([])
})
