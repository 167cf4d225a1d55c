import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SharedWorld } from '../support/shared-world.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'

let world: SharedWorld

beforeEach(async () => {
  world = await SharedWorld.open()
})
afterEach(() => world.close())

interface Canary {
  name: string
  text: string
}

/** Every secret there is: what the session's record holds, and the password. */
async function canaries(): Promise<Canary[]> {
  const records = Object.entries(await stored(world.extension, 'session'))
  const record = JSON.parse(String(records.find(([key]) => key.startsWith('session:'))?.[1]))
  return [
    { name: 'the refresh token', text: record.refreshToken },
    // The head of a token is the same in all: its signature is its own.
    { name: 'the ID token', text: record.idToken.split('.')[2] },
    { name: 'the access token', text: record.accessToken.split('.')[2] },
    { name: 'the password', text: world.pool.users.ada.password },
  ]
}

/** Where a secret stands in clear in any file of the profile, as UTF-8 or as UTF-16. */
function inClear(folder: string, secrets: readonly Canary[]): string[] {
  const needles = secrets.flatMap(({ name, text }) =>
    (['utf8', 'utf16le'] as const).map((encoding) => ({ name, bytes: Buffer.from(text, encoding) })),
  )
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const path = join(folder, name)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return []
    const bytes = readFileSync(path)
    return needles.filter((needle) => bytes.includes(needle.bytes)).map((needle) => `${needle.name}: ${name}`)
  })
}

const vault = async () =>
  Object.keys(await stored(world.extension, 'local')).filter((key) => /^(vault|queued):/.test(key))

/** The pool's public keys are fetched anew by a new browser, and only they. */
const callsForTokens = () => world.pool.calls.count() - world.pool.calls.count('jwks')

async function staySignedIn(): Promise<void> {
  const popup = await world.signIn()
  await popup.getByLabel('Stay signed in').check()
  await until('the vault', async () => (await vault()).length === 1)
  await popup.close()
}

describe('the profile folder', () => {
  test('is searched in a way that finds what stands there', async () => {
    await world.signIn()
    const { poolId } = world.pool
    expect(inClear(world.extension.profile, [{ name: 'the pool', text: poolId }])).not.toEqual([])
  })

  test('has no secret in clear while somebody stays signed in, nor when the browser was closed', async () => {
    await staySignedIn()
    const secrets = await canaries()
    expect(secrets.every(({ text }) => text.length > 10)).toBe(true)
    expect(inClear(world.extension.profile, secrets)).toEqual([])
    await world.restart(() => expect(inClear(world.extension.profile, secrets)).toEqual([]))
  })

  test('has no secret, and no key, after a sign-out', async () => {
    await staySignedIn()
    const secrets = await canaries()
    const popup = await world.popup()
    await popup.getByRole('button', { name: 'Sign out', exact: true }).click()
    await until('the empty vault', async () => (await vault()).length === 0)
    expect(await keys()).toEqual([])
    await world.restart(() => expect(inClear(world.extension.profile, secrets)).toEqual([]))
  })
})

describe('a browser that is started again', () => {
  test('has the session, where the person chose to stay signed in', async () => {
    await staySignedIn()
    const calls = callsForTokens()
    await world.restart()
    const popup = await world.popup()
    await popup.getByRole('button', { name: 'Sign out', exact: true }).waitFor()
    await popup.getByRole('cell', { name: world.pool.users.ada.sub }).first().waitFor()
    expect(callsForTokens()).toBe(calls)
  })

  test('has none, where they did not', async () => {
    await (await world.signIn()).close()
    await world.restart()
    const popup = await world.popup()
    await popup.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(JSON.stringify(await stored(world.extension, 'session'))).not.toMatch(/session:|view:/)
    expect(await keys()).toEqual([])
  })
})

test('the key in the extension’s IndexedDB can be read out by nobody', async () => {
  await staySignedIn()
  expect(await keys()).toEqual([{ extractable: false, usages: ['decrypt', 'encrypt'], exported: false }])
})

interface KeyFacts {
  extractable: boolean
  usages: string[]
  exported: boolean
}

/** The keys, as code inside the extension sees them. */
function keys(): Promise<KeyFacts[]> {
  return world.extension.inside.evaluate(async () => {
    const asked = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
    if (!(await indexedDB.databases()).some(({ name }) => name === 'vault')) return []
    const database = await asked(indexedDB.open('vault'))
    const found: CryptoKey[] = await asked(database.transaction('keys').objectStore('keys').getAll())
    database.close()
    const facts = found.map(async (key) => ({
      extractable: key.extractable,
      usages: [...key.usages].sort(),
      exported: await crypto.subtle.exportKey('raw', key).then(
        () => true,
        () => false,
      ),
    }))
    return Promise.all(facts)
  })
}
