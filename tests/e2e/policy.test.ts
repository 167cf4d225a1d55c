import { createServer, request as ask } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { profileIdOf } from '../../src/contract/identity.ts'
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
