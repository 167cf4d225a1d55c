import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccountId } from '../../src/contract/identity.ts'
import type { SignedInView } from '../../src/contract/view.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const TOKEN = /eyJ[\w-]+\.eyJ/

let stage: Stage
let worker: Worker
let account: AccountId

beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
  await worker.value('saveProfile', {
    name: 'demo',
    poolId: stage.pool.poolId,
    clientId: stage.pool.clients.rotating.id,
    endpoint: stage.pool.url,
  })
  account = await worker.signIn({ profile: stage.profile('rotating'), ...ADA })
})
afterEach(() => stage.close())

function view(): SignedInView {
  const [found] = stage.views()
  if (found?.state !== 'signedIn') throw new Error('Nobody is signed in.')
  return found
}

const refresh = () => worker.value('getSession', { account, forceRefresh: true })

describe('what the tokens before said', () => {
  test('is nothing after a sign-in', () => {
    expect(view().former).toBeUndefined()
  })

  test('is in the view once they were refreshed, with the same write, and without the tokens', async () => {
    const { idClaims, accessClaims } = view()
    stage.time.advance(MINUTE)
    await refresh()
    expect(view().former).toEqual({ idClaims, accessClaims })
    expect(view().idClaims['iat']).not.toBe(idClaims['iat'])
    expect(JSON.stringify(stage.views())).not.toMatch(TOKEN)
  })

  test('is of the last refresh alone, and outlives the verdict and the worker', async () => {
    await refresh()
    stage.time.advance(MINUTE)
    const { idClaims } = view()
    await refresh()
    worker = stage.start()
    await worker.started()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(view()).toMatchObject({ signature: { state: 'verified' }, former: { idClaims } })
    expect(view().former).not.toHaveProperty('former')
  })

  test('is gone with the session', async () => {
    await refresh()
    await worker.value('signOut', { account })
    expect(JSON.stringify(stage.views())).not.toContain('former')
  })

  test('goes to the panel, without a token', async () => {
    await refresh()
    await worker.value('showClaims', { tabId: 7 })
    expect(stage.shown).toMatchObject([{ session: { state: 'signedIn', former: view().former } }])
    expect(JSON.stringify(stage.shown)).not.toMatch(TOKEN)
  })
})

describe('a token that the person copies', () => {
  test.each([
    ['idToken', 'accessToken', 'id'],
    ['accessToken', 'idToken', 'access'],
  ] as const)('is the %s, and nothing beside it', async (token, other, use) => {
    const session = await worker.value('copyToken', { account, token })
    expect(session).toMatchObject({ state: 'signedIn', [token]: expect.stringMatching(TOKEN) })
    expect(session).not.toHaveProperty(other)
    expect(session).not.toHaveProperty('claims')
    const [, body = ''] = String(Reflect.get(session, token)).split('.')
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({ token_use: use })
  })

  test('is never the refresh token', async () => {
    expect(await worker.refusal('copyToken', { account, token: 'refreshToken' as 'idToken' })).toBe(
      'badRequest',
    )
  })

  test('is a living one: what came to its end is refreshed first', async () => {
    stage.time.advance(61 * MINUTE)
    const session = await worker.value('copyToken', { account, token: 'idToken' })
    expect(session).toMatchObject({ state: 'signedIn', generation: 2 })
  })

  test('is none once the person signed out', async () => {
    await worker.value('signOut', { account })
    expect(await worker.value('copyToken', { account, token: 'idToken' })).toEqual({
      state: 'signedOut',
      generation: expect.any(Number),
    })
  })
})
