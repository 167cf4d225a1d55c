import { describe, expect, test } from 'vitest'
import { checkedProfile } from '../../../src/popup/profile-input.ts'

const typed = {
  poolId: 'eu-west-1_aBcDeFgHi',
  clientId: '4a1b2c3d4e5f6g7h8i9j0k1l2m',
  name: '',
  endpoint: '',
}

test('ids are trimmed, a pool without a name is called by its id, an empty endpoint is none', () => {
  expect(checkedProfile({ ...typed, poolId: ` ${typed.poolId} ` })).toEqual({
    ok: true,
    value: { name: typed.poolId, poolId: typed.poolId, clientId: typed.clientId },
  })
})

test('a local endpoint is taken without its last slash', () => {
  const checked = checkedProfile({ ...typed, name: 'Demo', endpoint: 'http://127.0.0.1:9230/' })
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
  ])('%s: “%s”', (field, value) => {
    const checked = checkedProfile({ ...typed, [field]: value })
    expect(checked).toEqual({ ok: false, wrong: { [field]: expect.any(String) } })
  })
})
