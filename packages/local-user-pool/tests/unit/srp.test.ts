import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modularPower, N, toBytes, toInteger } from '../../src/crypto/modular-power.ts'
import {
  claimMatches,
  openExchange,
  passwordMatches,
  signedBytes,
  verifierFor,
} from '../../src/crypto/srp.ts'
import { power, publicValue, signature } from '../support/srp-client.ts'

const timestamp = 'Sun Nov 22 09:05:07 UTC 2026'
const SECRET_BLOCK = Buffer.from('a block').toString('base64')
const bytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length })
const nonZero = fc.bigInt({ min: 2n, max: 2n ** 256n })

interface Attempt {
  group: string
  user: string
  password: string
  typed: string
  salt: Uint8Array
  a: bigint
  b: Uint8Array
}

/** A whole sign-in: the client on BigInt, the server on OpenSSL. */
function signsIn({ group, user, password, typed, salt, a, b }: Attempt): boolean {
  const identity = { group, user }
  const known = verifierFor(identity, password, salt)
  const exchange = openExchange(publicValue(a), known, b)
  if (exchange === undefined) throw new Error('A was refused')
  const challenge = { SALT: known.salt, SRP_B: exchange.B, SECRET_BLOCK }
  const claim = {
    secretBlock: SECRET_BLOCK,
    timestamp,
    signature: signature({ group, user, password: typed }, a, challenge, timestamp),
  }
  return claimMatches(identity, exchange, known, claim)
}

describe('SRP', () => {
  test('client on BigInt and server on OpenSSL agree for any user, password and pool', () => {
    const someone = fc.record({
      group: fc.stringMatching(/^[0-9a-zA-Z]{1,12}$/),
      user: fc.string({ unit: 'grapheme', minLength: 1 }),
      password: fc.string({ unit: 'grapheme', minLength: 1 }),
      salt: bytes(16),
      a: nonZero,
      b: bytes(32).filter((secret) => secret.some((byte) => byte !== 0)),
    })
    fc.assert(
      fc.property(someone, (who) => {
        expect(signsIn({ ...who, typed: who.password })).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('a wrong password does not sign in', () => {
    const who = {
      group: 'LocalDemo',
      user: 'ada',
      salt: new Uint8Array(16).fill(3),
      a: 99n,
      b: new Uint8Array(32).fill(7),
    }
    expect(signsIn({ ...who, password: 'right', typed: 'right' })).toBe(true)
    expect(signsIn({ ...who, password: 'right', typed: 'Right' })).toBe(false)
  })

  test('a password typed in plain is held against the same verifier', () => {
    const identity = { group: 'LocalDemo', user: 'ada' }
    const known = verifierFor(identity, 'right', new Uint8Array(16).fill(0xff))
    expect(passwordMatches(identity, 'right', known)).toBe(true)
    expect(passwordMatches(identity, 'wrong', known)).toBe(false)
    expect(passwordMatches({ ...identity, user: 'bob' }, 'right', known)).toBe(false)
  })

  test.each([
    ['0', 'zero'],
    [N.toString(16), 'N'],
    [(N * 2n).toString(16), 'twice N'],
    ['xyz', 'no number'],
    ['', 'nothing'],
  ])('A = %s is refused: %s', (srpA) => {
    const known = verifierFor({ group: 'p', user: 'u' }, 'secret', new Uint8Array(16).fill(1))
    expect(openExchange(srpA, known, new Uint8Array(32).fill(1))).toBeUndefined()
  })

  test.each(['0', '1', (N - 1n).toString(16), 'none'])('no signature matches the verifier %s', (verifier) => {
    const known = { salt: 'ab', verifier }
    const exchange = openExchange('5', known, new Uint8Array(32).fill(1))
    if (exchange === undefined) throw new Error('A was refused')
    const claim = { secretBlock: SECRET_BLOCK, timestamp, signature: 'AAAA' }
    expect(claimMatches({ group: 'p', user: 'u' }, exchange, known, claim)).toBe(false)
  })
})

describe('modularPower', () => {
  test('is the power that BigInt computes', () => {
    const base = fc.bigInt({ min: 2n, max: N - 2n })
    fc.assert(
      fc.property(base, nonZero, (number, exponent) => {
        expect(modularPower(number, exponent)).toBe(power(number, exponent))
      }),
      { numRuns: 20 },
    )
  })
})

describe('bytes', () => {
  test.each([
    [0n, '00'],
    [1n, '01'],
    [0x7fn, '7f'],
    [0x80n, '0080'],
    [0xabcn, '0abc'],
    [0x8000n, '008000'],
  ])('%s is %s with a sign', (number, hex) => {
    expect(signedBytes(number).toString('hex')).toBe(hex)
  })

  test('a number survives its bytes', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 512n }), (number) => {
        expect(toInteger(toBytes(number))).toBe(number)
      }),
    )
  })
})
