import { createHmac } from 'node:crypto'
import { openExchange, verifierFor } from '../crypto/srp.ts'
import type { SrpVerifier } from '../crypto/srp.ts'
import { errors } from '../errors.ts'
import { poolName } from '../pool.ts'
import type { Pool } from '../pool.ts'
import type { User } from '../store/user.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'

interface SrpSubject {
  username: string
  sub: string | undefined
  known: SrpVerifier
}

/** A verifier that looks like a user's and that no password fits; the salt stays the same, as a user's would. */
function decoy(pool: Pool, typed: string): SrpSubject {
  const salt = createHmac('sha256', pool.decoySecret).update(typed).digest().subarray(0, 16)
  const password = pool.random.bytes(32).toString('base64')
  return { username: typed, sub: undefined, known: verifierFor({ group: '', user: typed }, password, salt) }
}

function subjectOf({ pool, client }: SignInRequest, typed: string): SrpSubject {
  const user: User | undefined = pool.users.find(typed)
  if (user?.status === 'RESET_REQUIRED') throw errors.passwordResetRequired()
  if (user === undefined && !client.preventUserExistenceErrors) throw errors.userNotFound()
  if (user?.verifier === undefined) return decoy(pool, typed)
  return { username: user.username, sub: user.sub, known: user.verifier }
}

/** USER_SRP_AUTH: answers A with B, and asks for the proof (PASSWORD_VERIFIER). */
export function userSrpAuth(request: SignInRequest): SignInAnswer {
  const { pool, client, answers } = request
  const typed = answers.entry('USERNAME')
  const srpA = answers.entry('SRP_A')
  checkSecretHash(client, typed, answers.optional('SECRET_HASH'))
  const { username, sub, known } = subjectOf(request, typed)
  const exchange = openExchange(srpA, known, pool.random.bytes(32))
  if (exchange === undefined) throw errors.invalidSrpA()
  const now = pool.clock.now()
  const identity = { group: poolName(pool.id), user: username }
  const expiresAt = now + client.authSessionSeconds * 1000
  const secretBlock = pool.srpAttempts.open(
    { identity, known, exchange, clientId: client.id, sub, expiresAt },
    now,
  )
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: {
      SALT: known.salt,
      SECRET_BLOCK: secretBlock,
      SRP_B: exchange.B,
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    },
  }
}
