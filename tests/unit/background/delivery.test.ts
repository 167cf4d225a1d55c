import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoUserSession,
} from '@cognito-shared-session/cognito-session'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountHandle, delivered, describedForPerson } from '../../../src/background/delivery.ts'
import type { Held } from '../../../src/background/held.ts'
import { accountIdFrom, originOf, profileIdFrom } from '../../../src/contract/identity.ts'

const session = new CognitoUserSession({
  IdToken: new CognitoIdToken({ IdToken: 'id-token' }),
  AccessToken: new CognitoAccessToken({ AccessToken: 'access-token' }),
})
const held: Held = {
  state: 'signedIn',
  session,
  view: {
    version: 1,
    account: accountIdFrom('issuer|client|sub'),
    profile: profileIdFrom('pool/client'),
    generation: 4,
    username: 'ada',
    state: 'signedIn',
    idClaims: { sub: 's', email: 'ada@example.com', 'custom:salary': 1 },
    accessClaims: { scope: 'openid' },
    issuedAt: 0,
    idExpiresAt: 2000,
    accessExpiresAt: 1000,
    clockDrift: 0,
    sizes: { id: 8, access: 12 },
    canRefresh: true,
    refreshing: false,
    signature: { state: 'verified' },
    jitter: 0.5,
  },
}
const all = { claims: ['sub', 'email'], idToken: true, accessToken: true }
const base = { state: 'signedIn', account: 'handle', generation: 4, expiresAt: 1000 }

describe('what a site gets of a session', () => {
  test('all that is granted, where it asks for nothing in particular', () => {
    expect(delivered(held, all, undefined, 'handle')).toEqual({
      ...base,
      claims: { sub: 's', email: 'ada@example.com' },
      idToken: 'id-token',
      accessToken: 'access-token',
    })
  })

  test('only what it asks for', () => {
    expect(delivered(held, all, { accessToken: true }, 'handle')).toEqual({
      ...base,
      accessToken: 'access-token',
    })
    expect(delivered(held, all, { claims: ['email'] }, 'handle')).toEqual({
      ...base,
      claims: { email: 'ada@example.com' },
    })
    expect(delivered(held, all, {}, 'handle')).toEqual(base)
  })

  test('nothing that was not granted, however it asks', () => {
    const claimsOnly = { claims: ['sub'], idToken: false, accessToken: false }
    const want = { claims: ['sub', 'email', 'custom:salary', '__proto__'], idToken: true, accessToken: true }
    expect(delivered(held, claimsOnly, want, 'handle')).toEqual({ ...base, claims: { sub: 's' } })
  })

  test('never holds a token or a claim outside the grant, for every grant and every wish', () => {
    const names = fc.subarray(['sub', 'email', 'custom:salary', 'absent'])
    const flags = { idToken: fc.boolean(), accessToken: fc.boolean() }
    fc.assert(
      fc.property(
        fc.record({ claims: names, ...flags }),
        fc.option(fc.record({ claims: names, ...flags }, { requiredKeys: [] }), { nil: undefined }),
        (gives, want) => {
          const answer = delivered(held, gives, want, 'handle')
          const text = JSON.stringify(answer)
          if (!gives.idToken || want?.idToken === false) expect(text).not.toContain('id-token')
          if (!gives.accessToken || want?.accessToken === false) expect(text).not.toContain('access-token')
          for (const name of Object.keys(answer.state === 'signedIn' ? (answer.claims ?? {}) : {})) {
            expect(gives.claims).toContain(name)
          }
        },
      ),
    )
  })

  test('being signed out is a value', () => {
    const common = {
      version: 1,
      account: held.view.account,
      profile: held.view.profile,
      username: 'ada',
    } as const
    expect(delivered({ ...common, state: 'signedOut', generation: 5 }, all, undefined, 'h')).toEqual({
      state: 'signedOut',
      generation: 5,
    })
    expect(
      delivered({ ...common, state: 'signInNeeded', reason: 'revoked', generation: 6 }, all, undefined, 'h'),
    ).toEqual({ state: 'signInNeeded', reason: 'revoked', generation: 6 })
  })
})

test('the extension’s own pages get every claim and no token', () => {
  const answer = describedForPerson(held)
  expect(answer).toMatchObject({ claims: held.view.idClaims, account: 'issuer|client|sub' })
  expect(JSON.stringify(answer)).not.toContain('token')
})

test('two sites know one account under two names, and one site always under the same', async () => {
  const [one, other] = [originOf('https://one.example'), originOf('https://other.example')]
  if (one === undefined || other === undefined) throw new Error('not reached')
  const name = await accountHandle(held.view.account, one)
  expect(await accountHandle(held.view.account, one)).toBe(name)
  expect(await accountHandle(held.view.account, other)).not.toBe(name)
  expect(name).toMatch(/^[0-9a-f]{24}$/)
})
