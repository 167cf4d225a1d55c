import { createHmac } from 'node:crypto'
// @ts-expect-error these modules of the old library have no types
import oldHelper from 'amazon-cognito-identity-js/lib/AuthenticationHelper.js'
// @ts-expect-error these modules of the old library have no types
import oldBigInteger from 'amazon-cognito-identity-js/lib/BigInteger.js'
import type { Prover, ServerChallenge } from '../../src/srp/srp-exchange.ts'

const BigInteger = oldBigInteger.default ?? oldBigInteger
const AuthenticationHelper = oldHelper.default ?? oldHelper

/** What the old library sends and signs with this very secret. */
export async function oldProof(
  { realm, identity, password }: Prover,
  { SRP_B, SALT, SECRET_BLOCK }: ServerChallenge,
  secret: Buffer,
  time: string,
): Promise<{ publicValue: string; signature: string }> {
  const helper = new AuthenticationHelper(realm)
  helper.smallAValue = new BigInteger(secret.toString('hex'), 16)
  helper.largeAValue = undefined
  const publicValue = await called((callback) => helper.getLargeAValue(callback))
  const key = await called((callback) =>
    helper.getPasswordAuthenticationKey(
      identity,
      password,
      new BigInteger(SRP_B, 16),
      new BigInteger(SALT, 16),
      callback,
    ),
  )
  const message = Buffer.concat([
    Buffer.from(realm + identity, 'utf8'),
    Buffer.from(SECRET_BLOCK, 'base64'),
    Buffer.from(time, 'utf8'),
  ])
  const signature = createHmac('sha256', Buffer.from(key)).update(message).digest('base64')
  return { publicValue: publicValue.toString(16), signature }
}

type Untyped = ReturnType<typeof JSON.parse>

function called(call: (callback: (error: unknown, value: Untyped) => void) => void): Promise<Untyped> {
  return new Promise((resolve, reject) => {
    call((error, value) => (error ? reject(error) : resolve(value)))
  })
}
