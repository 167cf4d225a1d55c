import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Stage, type Worker } from '../support/background/stage.ts'

const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const SITE = 'https://app.example'
const OTHER = 'https://other.example'
const REFRESH = 'GetTokensFromRefreshToken'

let stage: Stage
let worker: Worker

beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
  await worker.value('saveProfile', {
    name: 'demo',
    poolId: stage.pool.poolId,
    clientId: stage.pool.clients.short.id,
    endpoint: stage.pool.url,
  })
})
afterEach(() => stage.close())

const signIn = () => worker.ask('signIn', { profile: stage.profile('short'), ...ADA })

describe('signing in with a password', () => {
  test.each([{ requireManagedLogin: true }, { signInMethods: ['passkey', 'managedLogin'] }])(
    'is refused with its own code where the operator wrote %j, and nothing is asked of the pool',
    async (managed) => {
      stage.managed = managed
      const code = 'forbiddenByPolicy'
      expect(await signIn()).toMatchObject({ ok: false, error: { code } })
      expect(stage.pool.calls.count()).toBe(0)
    },
  )

  test('is allowed and refused as the operator changes their mind, in the same worker', async () => {
    stage.managed = { requireManagedLogin: true }
    expect(await signIn()).toMatchObject({ ok: false })
    stage.managed = {}
    expect(await signIn()).toMatchObject({ ok: true })
    stage.managed = { signInMethods: [] }
    expect(await signIn()).toMatchObject({ ok: false })
  })

  test('is refused where the policy cannot be read', async () => {
    stage.managed = undefined
    expect(await signIn()).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(stage.pool.calls.count()).toBe(0)
  })

  test('keeps whoever is signed in, signed in', async () => {
    expect(await signIn()).toMatchObject({ ok: true })
    stage.managed = { requireManagedLogin: true }
    expect(await worker.value('getSession', {})).toMatchObject({ state: 'signedIn' })
  })
})

describe('what a site says for the user pool’s triggers', () => {
  const clientMetadata = { tenant: 'blue' }
  const ask = (origin: string, params: object) =>
    worker.sendExternal(
      { v: 1, id: 'q', method: 'getSession', params },
      { origin, frameId: 0, documentId: origin, tab: { id: 7 } },
    )
  const told = () => stage.bodies.filter((body) => body.includes('blue')).length

  beforeEach(async () => {
    expect(await signIn()).toMatchObject({ ok: true })
    const { account } = stage.views()[0] ?? {}
    if (account === undefined) throw new Error('Nobody is signed in.')
    const gives = { claims: ['sub'], idToken: true, accessToken: true }
    for (const origin of [SITE, OTHER]) {
      const grant = { version: 1, origin, gives, account, frames: false, maySignOut: true, since: 0 }
      stage.hosts.add(`${origin}/*`)
      await stage.local.set({ [`grant:${origin}`]: { ...grant, until: { kind: 'revoked' } } })
    }
    worker = stage.start()
    await worker.started()
  })

  test('goes nowhere, unless the operator named exactly this site', async () => {
    stage.managed = { clientMetadataOrigins: [OTHER, `${SITE}:8443`] }
    expect(await ask(SITE, { clientMetadata, forceRefresh: true })).toMatchObject({ ok: true })
    expect([stage.pool.calls.count(REFRESH), told()]).toEqual([1, 0])
    expect(await ask(OTHER, { clientMetadata, forceRefresh: true })).toMatchObject({ ok: true })
    expect([stage.pool.calls.count(REFRESH), told()]).toEqual([2, 1])
  })

  test('goes with no refresh that others wait for, and theirs do not go with it', async () => {
    stage.managed = { clientMetadataOrigins: [SITE] }
    stage.time.advance(31_000)
    const asked = [
      ask(OTHER, {}),
      ask(SITE, { clientMetadata }),
      ask(OTHER, {}),
      ask(SITE, { clientMetadata }),
    ]
    for (const answer of await Promise.all(asked)) {
      expect(answer).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    }
    expect([stage.pool.calls.count(REFRESH), told()]).toEqual([2, 1])
  })

  test('joins the refresh of everybody where the operator did not name the site', async () => {
    stage.time.advance(31_000)
    await Promise.all([ask(OTHER, {}), ask(SITE, { clientMetadata })])
    expect([stage.pool.calls.count(REFRESH), told()]).toEqual([1, 0])
  })

  test('is not passed on where the policy cannot be read', async () => {
    stage.managed = undefined
    await ask(SITE, { clientMetadata, forceRefresh: true })
    expect(told()).toBe(0)
  })
})
