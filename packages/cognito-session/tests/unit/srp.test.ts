import {
  createDiffieHellman,
  createHash,
  createHmac,
  getDiffieHellman,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochMs } from '@cognito-shared-session/cognito-session'
import { g, groupPrime, multiplier } from '../../src/srp/group.ts'
import { modPow } from '../../src/srp/mod-pow.ts'
import { padHex } from '../../src/srp/numbers.ts'
import { SrpExchange } from '../../src/srp/srp-exchange.ts'
import { timestamp } from '../../src/srp/timestamp.ts'
import { oldProof } from '../support/old-srp.ts'

const N = groupPrime()
const k = await multiplier()

const hash = (...parts: (Buffer | string)[]) => {
  const sum = createHash('sha256')
  for (const part of parts) sum.update(part)
  return sum.digest()
}
const bytes = (value: bigint) => Buffer.from(padHex(value), 'hex')
const number = (buffer: Buffer) => BigInt(`0x${buffer.toString('hex')}`)

/** `base ** exponent % N` by OpenSSL, which knows nothing of our arithmetic. */
function power(base: bigint, exponent: bigint): bigint {
  const prime = getDiffieHellman('modp15').getPrime()
  const dh = createDiffieHellman(prime, Buffer.from([2]))
  dh.setPrivateKey(Buffer.from(exponent.toString(16).padStart(768, '0'), 'hex'))
  return number(dh.computeSecret(Buffer.from(base.toString(16).padStart(768, '0'), 'hex')))
}

/** The server's half of SRP-6a, written from RFC 5054. */
class Server {
  readonly salt = number(randomBytes(16))
  readonly secretBlock = randomBytes(64).toString('base64')
  readonly #whom: string
  readonly #verifier: bigint
  readonly #secret = number(randomBytes(32))
  readonly publicValue: bigint

  constructor(realm: string, identity: string, password: string) {
    this.#whom = realm + identity
    const x = number(hash(bytes(this.salt), hash(`${realm}${identity}:${password}`)))
    this.#verifier = power(g, x)
    this.publicValue = (k * this.#verifier + power(g, this.#secret)) % N
  }

  signature(A: bigint, time: string): string {
    const u = number(hash(bytes(A), bytes(this.publicValue)))
    const S = power((A * power(this.#verifier, u)) % N, this.#secret)
    const key = Buffer.from(hkdfSync('sha256', bytes(S), bytes(u), 'Caldera Derived Key', 16))
    const message = Buffer.concat([
      Buffer.from(this.#whom),
      Buffer.from(this.secretBlock, 'base64'),
      Buffer.from(time),
    ])
    return createHmac('sha256', key).update(message).digest('base64')
  }

  challenge() {
    return {
      SRP_B: this.publicValue.toString(16),
      SALT: this.salt.toString(16),
      SECRET_BLOCK: this.secretBlock,
    }
  }
}

const now = epochMs(1_800_000_000_000)
const text = fc.string({ unit: 'grapheme', maxLength: 20 })

describe('SRP', () => {
  test('has the group of RFC 5054 and its multiplier', () => {
    expect(N).toBe(number(getDiffieHellman('modp15').getPrime()))
    expect(k).toBe(number(hash(bytes(N), bytes(g))))
  })

  test('raises to powers as OpenSSL does', () => {
    const big = fc.bigInt({ min: 2n, max: N - 2n })
    fc.assert(
      fc.property(big, fc.bigInt({ min: 1n, max: 2n ** 520n }), (base, exponent) => {
        expect(modPow(base, exponent, N)).toBe(power(base, exponent))
      }),
      { numRuns: 25 },
    )
  })

  test.each([
    [0n, 0n, 1n],
    [5n, 0n, 1n],
    [0n, 5n, 0n],
    [N, 3n, 0n],
    [1n, 2n ** 600n, 1n],
    [N - 1n, 2n, 1n],
    [2n, 31n, 2n ** 31n],
    [2n, 32n, 2n ** 32n],
  ])('raises %d to %d', (base, exponent, expected) => {
    expect(modPow(base, exponent, N)).toBe(expected)
  })

  test('convinces a server that knows the verifier alone, whatever the name and the password', async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (identity, password) => {
        const server = new Server('Pool1', identity, password)
        const client = new SrpExchange(randomBytes(32))
        const proof = await client.prove({ realm: 'Pool1', identity, password }, server.challenge(), now)
        expect(proof.signature).toBe(server.signature(BigInt(`0x${client.publicValue}`), proof.timestamp))
      }),
      { numRuns: 15 },
    )
  })

  test('does not convince it with another password', async () => {
    const server = new Server('Pool1', 'ann', 'right')
    const client = new SrpExchange(randomBytes(32))
    const proof = await client.prove(
      { realm: 'Pool1', identity: 'ann', password: 'wrong' },
      server.challenge(),
      now,
    )
    expect(proof.signature).not.toBe(server.signature(BigInt(`0x${client.publicValue}`), proof.timestamp))
  })

  test.each([
    ['ann', 'correct horse'],
    ['zoë "o\'neil" 李', 'Pässwörd „mit" 空白 🔑'],
    ['5a1e7c0a-0002-4bad-8000-000000000002', '\u0000'],
  ])('signs as the old library does: %s', { timeout: 30_000 }, async (identity, password) => {
    const server = new Server('Pool1', identity, password)
    const secret = randomBytes(32)
    const client = new SrpExchange(secret)
    const prover = { realm: 'Pool1', identity, password }
    const ours = await client.prove(prover, server.challenge(), now)
    expect(await oldProof(prover, server.challenge(), secret, ours.timestamp)).toEqual({
      publicValue: client.publicValue,
      signature: ours.signature,
    })
  })

  test.each([
    ['SRP_B', { SRP_B: '0' }],
    ['SRP_B', { SRP_B: N.toString(16) }],
    ['SRP_B', { SRP_B: (N * 2n).toString(16) }],
  ])('refuses a server that sends %s = %o', async (_, wrong) => {
    const challenge = { ...new Server('Pool1', 'ann', 'p').challenge(), ...wrong }
    const client = new SrpExchange(randomBytes(32))
    await expect(
      client.prove({ realm: 'Pool1', identity: 'ann', password: 'p' }, challenge, now),
    ).rejects.toMatchObject({ code: 'InvalidServerValue' })
  })

  test('begins with a fresh 256-bit secret each time', () => {
    const asked: number[] = []
    const ports = {
      now: () => now,
      fetch: () => Promise.reject(new Error('no network')),
      wait: () => Promise.resolve(),
      getRandomValues: (target: Uint8Array<ArrayBuffer>) => {
        asked.push(target.length)
        target.set(randomBytes(target.length))
        return target
      },
    }
    expect(SrpExchange.begin(ports).publicValue).not.toBe(SrpExchange.begin(ports).publicValue)
    expect(asked).toEqual([32, 32])
  })
})

describe('padHex', () => {
  test.each([
    [0n, '00'],
    [1n, '01'],
    [0x7fn, '7f'],
    [0x80n, '0080'],
    [0x123n, '0123'],
    [0x923n, '0923'],
    [0x9234n, '009234'],
  ])('writes %d as %s', (value, expected) => {
    expect(padHex(value)).toBe(expected)
  })
})

describe('the time stamp', () => {
  test.each([
    [0, 'Thu Jan 1 00:00:00 UTC 1970'],
    [Date.UTC(2026, 10, 9, 3, 4, 5, 999), 'Mon Nov 9 03:04:05 UTC 2026'],
    [Date.UTC(2024, 1, 29, 23, 59, 59), 'Thu Feb 29 23:59:59 UTC 2024'],
  ])('of %d is %s', (moment, expected) => {
    expect(timestamp(epochMs(moment))).toBe(expected)
  })

  test('is in English and UTC, whatever the locale and the zone', () => {
    const { TZ, LC_ALL } = process.env
    Object.assign(process.env, { TZ: 'Asia/Kathmandu', LC_ALL: 'ar_EG.UTF-8' })
    expect(timestamp(epochMs(0))).toBe('Thu Jan 1 00:00:00 UTC 1970')
    Object.assign(process.env, { TZ, LC_ALL })
    if (TZ === undefined) delete process.env['TZ']
    if (LC_ALL === undefined) delete process.env['LC_ALL']
  })
})
