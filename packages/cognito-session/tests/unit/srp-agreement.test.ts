import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { epochMs } from '@cognito-shared-session/cognito-session'
import { expect, test } from 'vitest'
import { claimMatches, openExchange, verifierFor } from '../../../local-user-pool/src/crypto/srp.ts'
import { SrpExchange } from '../../src/srp/srp-exchange.ts'

/** 500 take most of a minute: they belong to the long run. */
const RUNS = process.env['FULL'] === undefined ? 40 : 500

const now = epochMs(1_800_000_000_000)
const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const poolName = fc.stringMatching(/^[0-9A-Za-z]{1,20}$/)

/** The server's powers are OpenSSL's, the client's BigInt's: neither knows of the other's arithmetic. */
test(
  'users, passwords and pools at random: client and server agree, and on nothing but the password',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(poolName, text, text, text, async (realm, identity, password, other) => {
        const whom = { group: realm, user: identity }
        const known = verifierFor(whom, password, randomBytes(16))
        const client = new SrpExchange(randomBytes(32))
        const exchange = openExchange(client.publicValue, known, randomBytes(32))
        if (exchange === undefined) throw new Error('The server refused A.')
        const secretBlock = randomBytes(64).toString('base64')
        const challenge = { SRP_B: exchange.B, SALT: known.salt, SECRET_BLOCK: secretBlock }
        const convinces = async (typed: string) => {
          const proof = await client.prove({ realm, identity, password: typed }, challenge, now)
          return claimMatches(whom, exchange, known, { ...proof, secretBlock })
        }
        expect(await convinces(password)).toBe(true)
        if (other !== password) expect(await convinces(other)).toBe(false)
      }),
      { numRuns: RUNS },
    )
  },
)
