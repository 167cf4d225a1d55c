import type { Group } from './pool.ts'
import type { ClientSettings } from './store/client.ts'
import type { CustomChallenge } from './sign-in/custom-challenge.ts'
import type { MfaMethod, UserStatus } from './store/user.ts'

/** The second factors a user begins with. */
export interface SeedMfa {
  enabled: readonly MfaMethod[]
  preferred?: MfaMethod
  /** Base32, for SOFTWARE_TOKEN_MFA. */
  totpSecret?: string
}

/** A user that the pool begins with. */
export interface SeedUser {
  /** Absent where people sign in by e-mail or telephone only: the sub becomes the user name, as in Cognito. */
  username?: string
  sub?: string
  password?: string
  /** CONFIRMED where absent. */
  status?: UserStatus
  /** True where absent. */
  enabled?: boolean
  /** Without `sub`; custom ones begin with `custom:`. */
  attributes?: Record<string, string>
  groups?: readonly string[]
  mfa?: SeedMfa
}

/** An app client that the pool begins with; what is absent is Cognito's default. */
export interface SeedClient extends Partial<ClientSettings> {
  /** 26 small letters and digits. */
  id: string
  secret?: string
  /** Raises lives below Cognito's shortest where the minimums hold, instead of refusing them. */
  raiseToMinimums?: boolean
}

/** What a pool begins with. The keys are names for the program's and the tests' use. */
export interface Seed {
  users: Record<string, SeedUser>
  clients: Record<string, SeedClient>
  groups?: Record<string, Group>
  /** Attributes that NEW_PASSWORD_REQUIRED asks for where they are missing. */
  requiredAttributes?: readonly string[]
  /** The questions of CUSTOM_AUTH, one after another. */
  customChallenges?: readonly CustomChallenge[]
}
