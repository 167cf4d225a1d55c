import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profileIdOf } from '../../../../src/contract/identity.ts'
import type { Profile } from '../../../../src/contract/profile.ts'
import { poolsFile, readPoolsFile } from '../../../../src/options/pools/pools-file.ts'

const ids = { poolId: 'eu-west-1_aBcDeFgHi', clientId: '4a1b2c3d4e5f6g7h8i9j0k1l2m' }
const profile: Profile = { version: 1, id: profileIdOf(ids), source: 'person', name: 'Acme', ...ids }
const whole: Profile = {
  ...profile,
  endpoint: 'http://127.0.0.1:9230',
  plainPassword: true,
  preferred: 'EMAIL_OTP',
  login: { domain: 'https://login.acme.example', scopes: ['openid', 'email'], providers: ['Google'] },
}
const file = (...userPools: unknown[]) =>
  JSON.stringify({ format: 'cognito-shared-session/user-pools', version: 1, userPools })

describe('user pools in a file', () => {
  test('come out as they went in, without what is this browser’s own', () => {
    const read = readPoolsFile(poolsFile([whole]))
    const { version: _, id, source: __, ...input } = whole
    expect(read).toEqual({ ok: true, pools: [{ state: 'good', label: 'Acme', id, value: input }] })
    expect(poolsFile([{ ...whole, removed: true }])).toBe(poolsFile([whole]))
  })

  test('are judged one by one', () => {
    const read = readPoolsFile(file({ name: 'Bad', ...ids, poolId: 'nonsense' }, { ...ids }))
    expect(read).toMatchObject({
      pools: [
        { state: 'refused', label: 'Bad', why: expect.stringContaining('A user pool id looks like') },
        { state: 'good', label: ids.poolId },
      ],
    })
  })

  test.each([
    [null, 'Number 1 in the file', 'A user pool id looks like'],
    ['text', 'Number 1 in the file', 'A user pool id looks like'],
    [{ ...ids, name: 7 }, ids.poolId, 'Its “name” is no text.'],
    [{ ...ids, endpoint: ['http://127.0.0.1'] }, ids.poolId, 'Its “endpoint” is no text.'],
    [{ ...ids, endpoint: 'http://evil.example' }, ids.poolId, 'An endpoint is an https address'],
    [{ ...ids, plainPassword: 'yes' }, ids.poolId, 'neither true nor false'],
    [{ ...ids, preferred: 'MAGIC' }, ids.poolId, 'none that is known'],
    [{ ...ids, login: {} }, ids.poolId, 'Its “login” has no domain.'],
    [
      { ...ids, login: { domain: 'http://evil.example', scopes: [] } },
      ids.poolId,
      'A sign-in domain is a host',
    ],
    [{ ...ids, login: { domain: 'a.example', scopes: 'openid' } }, ids.poolId, 'Its “scopes” are no list'],
    [{ ...ids, login: { domain: 'a.example', scopes: [], providers: [7] } }, ids.poolId, 'Its “providers”'],
  ])('%j is refused, and why', (pool, label, why) => {
    expect(readPoolsFile(file(pool))).toEqual({
      ok: true,
      pools: [{ state: 'refused', label, why: expect.stringContaining(why) }],
    })
  })

  test('that stand there twice count once', () => {
    expect(readPoolsFile(file({ ...ids }, { ...ids, name: 'Again' }))).toMatchObject({
      pools: [{ state: 'good' }, { state: 'refused', why: expect.stringContaining('before') }],
    })
  })

  test('bring nothing that is not known, a secret among it', () => {
    const read = readPoolsFile(file({ ...ids, clientSecret: 'hush', source: 'preset', removed: true }))
    expect(JSON.stringify(read)).not.toMatch(/hush|preset|removed/)
    expect(read).toMatchObject({ pools: [{ state: 'good' }] })
  })
})

describe('a file that is none of these', () => {
  test.each([
    ['', 'not a file of user pools'],
    ['{}', 'not a file of user pools'],
    ['[1]', 'not a file of user pools'],
    [file(), 'no user pool in this file'],
    [file(...Array.from({ length: 201 }, () => ids)), 'more than 200'],
    [file(ids).replace('"version":1', '"version":2'), 'newer version'],
    ['x'.repeat(1_000_001), 'too long'],
  ])('says so', (text, why) => {
    expect(readPoolsFile(text)).toEqual({ ok: false, why: expect.stringContaining(why) })
  })

  test('whatever it is, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.anything(), fc.json(), (pool, text) => {
        readPoolsFile(text)
        const written = JSON.stringify(pool)
        if (written !== undefined) expect(readPoolsFile(file(JSON.parse(written))).ok).toBe(true)
      }),
    )
  })
})
