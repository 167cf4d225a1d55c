import { expect, test } from 'vitest'
import { toBase32, totpCode, totpStep } from '../../src/crypto/totp.ts'

const secret = toBase32(Buffer.from('12345678901234567890'))

test('base32 is RFC 4648’s', () => {
  expect(secret).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
})

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('at %d s the code is that of RFC 6238 appendix B: %s', (seconds, code) => {
  expect(totpCode(secret, seconds * 1000)).toBe(code)
})

test('a code is taken one step early or late, and no further', () => {
  const now = 1_111_111_109_000
  const step = Math.floor(now / 30_000)
  expect(totpStep(secret, totpCode(secret, now), now)).toBe(step)
  expect(totpStep(secret, totpCode(secret, now - 30_000), now)).toBe(step - 1)
  expect(totpStep(secret, totpCode(secret, now + 30_000), now)).toBe(step + 1)
  expect(totpStep(secret, totpCode(secret, now + 60_000), now)).toBeUndefined()
  expect(totpStep(secret, '', now)).toBeUndefined()
})
