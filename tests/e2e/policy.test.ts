import { createServer, request as ask } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { originOf, profileIdOf } from '../../src/contract/identity.ts'
import { accountOf } from '../support/background/signing-in.ts'
import { governedExtension, mayWritePolicies, type GovernedExtension } from '../support/operator-policy.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { until } from '../support/until.ts'
import { external } from './callers/ways.ts'

let extension: GovernedExtension
let world: QuickWorld

/** Chromium reads a policy again some seconds after its file changed. */
const SOON = 30_000

/** What the worker reads of the operator's policy by now. */
const managed = (): Promise<Record<string, unknown>> => world.popup.evaluate('chrome.storage.managed.get()')
const decided = async (policy: object) => {
  extension.decide(policy)
  const words = JSON.stringify(policy)
  await until('the policy', async () => JSON.stringify(await managed()) === words, SOON)
}

describe.runIf(mayWritePolicies)('a policy file, which root alone may write, decides', () => {
  beforeAll(async () => {
    extension = governedExtension(join(import.meta.dirname, '../../dist/demo'))
    extension.decide({ signInMethods: ['managedLogin'] })
    world = await QuickWorld.open({ dist: extension.dist })
  })
  afterAll(async () => {
    extension.remove()
    await world.close()
  })

  const signIn = () => world.signIn('short')

  test('from the first question on in which ways people sign in', async () => {
    expect(await managed()).toEqual({ signInMethods: ['managedLogin'] })
    await expect(signIn()).rejects.toThrow('forbiddenByPolicy')
    expect(world.pool.calls.count('InitiateAuth')).toBe(0)
    const { poolId, clients, url: endpoint, loginUrl: domain } = world.pool
    const { id: clientId } = clients.short
    const input = { name: 'Local', poolId, clientId, endpoint, login: { domain, scopes: ['openid'] } }
    const { id: profile } = await world.ask('saveProfile', input)
    const login = { profile, redirectUri: 'https://x.chromiumapp.org/p' }
    expect(await world.ask('beginManagedLogin', login)).toMatchObject({ state: expect.any(String) })
    await decided({ signInMethods: ['password'] })
    expect(await signIn()).toContain(world.pool.users.ada.sub)
    await expect(world.ask('beginManagedLogin', login)).rejects.toThrow('forbiddenByPolicy')
  })

  test('whose clientMetadata reaches the user pool', async () => {
    const { one, two } = world.sites
    const relay = await relayTo(world.pool.url)
    const { poolId, clients, users } = world.pool
    const { id: clientId } = clients.short
    await world.ask('saveProfile', { name: 'Relayed', poolId, clientId, endpoint: relay.address })
    const who = { username: users.ada.signInName, password: users.ada.password }
    const standing = await world.ask('signIn', { profile: profileIdOf({ poolId, clientId }), ...who })
    const account = accountOf(standing)
    const pages = []
    for (const site of [one, two]) {
      await world.allow(site, account)
      pages.push(await world.visit(`${site}/`))
    }
    await decided({ clientMetadataOrigins: [two] })
    for (const [index, page] of pages.entries()) {
      const params = { forceRefresh: true, clientMetadata: { colour: `blue-${index}` } }
      const question = { v: 1, id: 'q', method: 'getSession', params }
      const [answer]: unknown[] = JSON.parse(
        String(await page.evaluate(external(world.extension.id, [question]))),
      )
      expect(answer).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    }
    const refreshes = relay.bodies.filter((body) => /refresh/i.test(body))
    relay.close()
    expect(refreshes).toHaveLength(2)
    const colours = refreshes.flatMap((body) => body.match(/blue-\d/g) ?? [])
    expect(colours).toEqual(['blue-1'])
  })

  /** What a page of the site hears by the way in that it has from the start. */
  const asked = async (site: string): Promise<unknown> => {
    const page = await world.visit(`${site}/`)
    const question = { v: 1, id: 'q', method: 'getSession', params: {} }
    const answers = await page.evaluate(external(world.extension.id, [question]))
    await page.close()
    return JSON.parse(String(answers))[0]
  }
  const refused = { ok: false, error: { code: 'notAllowed' } }

  test('which sites have the session: at once where they may speak to the extension, and no longer than it stands', async () => {
    const { one, two } = world.sites
    await decided({})
    const { sub } = world.pool.users.ada
    await signIn()
    for (const origin of [one, two]) {
      const revoked = originOf(origin)
      if (revoked !== undefined) await world.ask('revokeSite', { origin: revoked })
    }
    expect(await asked(one)).toMatchObject(refused)
    await decided({ allowedSites: [{ claims: ['sub'], origin: one }] })
    await until('the site to be answered', async () => Reflect.get(Object(await asked(one)), 'ok') === true)
    const answer = await asked(one)
    expect(answer).toMatchObject({ value: { state: 'signedIn', claims: { sub } } })
    expect(JSON.stringify(answer)).not.toContain('Token')
    expect(await asked(two)).toMatchObject(refused)
    await decided({ allowedSites: [{ claims: ['sub'], origin: two }] })
    await until('it to be refused', async () => Reflect.get(Object(await asked(one)), 'ok') === false)
    expect(await asked(one)).toMatchObject(refused)
  })

  test('which user pools are set up, where help is, and the settings show it with what was refused', async () => {
    const { poolId, clients, url: endpoint } = world.pool
    const supportLink = 'https://help.example/sign-in'
    await decided({
      allowedSites: [{ accessToken: true, origin: 'https://*.example' }],
      profiles: [{ clientId: clients.rotating.id, endpoint, name: 'Corp', poolId }],
      staySignedIn: 'forbidden',
      supportLink,
    })
    const options = await world.extension.context.newPage()
    await options.goto(`chrome-extension://${world.extension.id}/src/options/index.html#managed`)
    await options.getByText('This must be an origin').waitFor()
    await options.getByText('Found: "https://*.example"').waitFor()
    await options.getByText('allowedSites[0].origin').waitFor()
    await options.getByRole('heading', { name: 'Where people find help' }).waitFor()
    await options.getByRole('link', { name: 'User pools' }).click()
    await options.getByText('Your organisation set this pool up.').waitFor()
    await options.close()
    await world.popup.reload()
    expect(await world.popup.getByRole('link', { name: 'Get help' }).getAttribute('href')).toBe(supportLink)
    const who = { username: world.pool.users.ada.signInName, password: world.pool.users.ada.password }
    const profile = profileIdOf({ poolId, clientId: clients.rotating.id })
    expect(await world.ask('signIn', { profile, ...who })).toMatchObject({ state: 'signedIn' })
    expect(await world.popup.getByLabel('Stay signed in after the browser closes').isDisabled()).toBe(true)
    await expect(world.ask('setStaySignedIn', { on: true })).rejects.toThrow('forbiddenByPolicy')
  })

  test('for how long people stay signed in', async () => {
    await decided({})
    await signIn()
    await decided({ maximumSessionHours: 0.0001 })
    await world.popup.getByText('has you sign in anew after a while').first().waitFor()
    await decided({})
  })
})

/** Hands each call on to the user pool, and remembers what it said. */
async function relayTo(pool: string): Promise<{ address: string; bodies: string[]; close(): void }> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const { method, headers, url = '/' } = request
    const onward = ask(new URL(url, pool), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    void text(request).then((body) => {
      bodies.push(body)
      onward.end(body)
    })
  })
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { address: `http://localhost:${port}`, bodies, close }
}
