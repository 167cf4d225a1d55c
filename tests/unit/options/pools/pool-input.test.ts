import { describe, expect, test } from 'vitest'
import { profileIdOf } from '../../../../src/contract/identity.ts'
import type { Profile, ProfileInput } from '../../../../src/contract/profile.ts'
import { checkedPool, typedFrom, typedOf } from '../../../../src/options/pools/pool-input.ts'

const typed = typedFrom({ poolId: 'eu-west-1_aBcDeFgHi', clientId: '4a1b2c3d4e5f6g7h8i9j0k1l2m' })

test('ids are trimmed, a pool without a name is called by its id, an empty endpoint is none', () => {
  expect(checkedPool({ ...typed, poolId: ` ${typed.poolId} ` })).toEqual({
    ok: true,
    value: { name: typed.poolId, poolId: typed.poolId, clientId: typed.clientId },
  })
})

test('a local endpoint is taken without its last slash', () => {
  const checked = checkedPool({ ...typed, name: 'Demo', endpoint: 'http://127.0.0.1:9230/' })
  expect(checked).toMatchObject({ ok: true, value: { name: 'Demo', endpoint: 'http://127.0.0.1:9230' } })
})

describe('what is wrong is said at its field', () => {
  test.each([
    ['poolId', ''],
    ['poolId', 'eu-west-1'],
    ['poolId', 'eu-west-1_aBc/DeF'],
    ['poolId', 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDeFgHi'],
    ['clientId', ''],
    ['clientId', 'has space'],
    ['endpoint', 'http://acme.example'],
    ['endpoint', 'javascript:alert(1)'],
    ['endpoint', 'nonsense'],
    ['domain', 'http://login.example'],
    ['domain', 'not a domain'],
  ])('%s: “%s”', (field, value) => {
    const checked = checkedPool({ ...typed, [field]: value })
    expect(checked).toEqual({ ok: false, wrong: { [field]: expect.any(String) } })
  })
})

test('a sign-in domain brings its scopes, always with openid, and its identity providers', () => {
  const scopes = 'email  email,custom/read'
  const login = { ...typed, domain: 'login.example/', scopes, providers: 'Google, , Acme SSO' }
  expect(checkedPool(login)).toMatchObject({
    value: {
      login: {
        domain: 'https://login.example',
        scopes: ['openid', 'email', 'custom/read'],
        providers: ['Google', 'Acme SSO'],
      },
    },
  })
  const wrong = { scopes: expect.any(String) }
  expect(checkedPool({ ...login, scopes: 'a"b' })).toMatchObject({ ok: false, wrong })
})

test('a stored pool comes out of the form as it went in', () => {
  const input: ProfileInput = {
    name: 'Acme',
    poolId: typed.poolId,
    clientId: typed.clientId,
    endpoint: 'http://127.0.0.1:9230',
    login: { domain: 'https://login.example', scopes: ['openid', 'email'], providers: ['Google'] },
  }
  for (const more of [{}, { preferred: 'EMAIL_OTP' as const }, { plainPassword: true }]) {
    const stored: Profile = { version: 1, source: 'person', id: profileIdOf(input), ...input, ...more }
    expect(checkedPool(typedOf(stored))).toEqual({ ok: true, value: { ...input, ...more } })
  }
})

test('a password goes nowhere as it is, and choice-based sign-in is not begun, unless that is chosen', () => {
  const [on, off] = [checkedPool({ ...typed, plainPassword: 'yes' }), checkedPool(typed)]
  expect(on).toMatchObject({ value: { plainPassword: true } })
  expect(off.ok && Object.keys(off.value)).toEqual(['name', 'poolId', 'clientId'])
  const stranger = checkedPool({ ...typed, preferred: 'TELEPATHY' })
  expect(stranger.ok && stranger.value.preferred).toBe(undefined)
})
