import type { MovableClock } from './clock.ts'
import type { SigningKeys } from './crypto/signing-keys.ts'
import type { Random } from './defaults.ts'
import type { Outbox } from './inbox.ts'
import type { LoginStore } from './managed-login/login-store.ts'
import type { CustomChallenge } from './sign-in/custom-challenge.ts'
import type { AuthSessions } from './store/auth-sessions.ts'
import type { Clients } from './store/clients.ts'
import type { RefreshTokens } from './store/refresh-tokens.ts'
import type { Registrations } from './store/registrations.ts'
import type { SrpAttempts } from './store/srp-attempts.ts'
import type { Users } from './store/users.ts'
import type { RelyingParty } from './webauthn/passkey.ts'

/** What a group adds to a token. */
export interface Group {
  /** The group with the smallest number gives `cognito:preferred_role`. */
  precedence?: number
  roleArn?: string
}

/** Everything an action works on. */
export interface Pool {
  region: string
  id: string
  issuer: string
  clock: Pick<MovableClock, 'now'>
  random: Random
  keys: SigningKeys
  users: Users
  groups: Record<string, Group>
  clients: Clients
  refreshTokens: RefreshTokens
  srpAttempts: SrpAttempts
  sessions: AuthSessions
  registrations: Registrations
  /** What the pages of managed login remember. */
  login: LoginStore
  relyingParty: RelyingParty
  inbox: Outbox
  /** The questions of CUSTOM_AUTH, one after another. */
  customChallenges: readonly CustomChallenge[]
  /** Attributes that NEW_PASSWORD_REQUIRED asks for where they are missing. */
  requiredAttributes: readonly string[]
  /** How far an SRP TIMESTAMP may be from the pool's clock, in milliseconds. */
  timestampToleranceMs: number
  /** Salts for users that do not exist: the same name must get the same salt each time. */
  decoySecret: Buffer
}

/** The part of a pool id behind the underscore, which SRP calls the pool's name. */
export function poolName(poolId: string): string {
  return poolId.slice(poolId.indexOf('_') + 1)
}
