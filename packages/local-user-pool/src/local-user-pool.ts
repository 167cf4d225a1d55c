import type { Calls } from './calls.ts'
import type { MovableClock } from './clock.ts'
import type { Random } from './defaults.ts'
import type { demoSeed } from './demo-seed.ts'
import type { Faults } from './faults.ts'
import type { Inbox } from './inbox.ts'
import type { RefreshHistory } from './refresh-history.ts'
import type { Seed } from './seed.ts'
import type { Client, ClientSettings } from './store/client.ts'
import type { UserStatus } from './store/user.ts'

export type DemoSeed = typeof demoSeed

export interface UserPoolOptions {
  /** 0, the default, is any free port. */
  port?: number
  /** `127.0.0.1` where absent. */
  host?: string
  /** What the pool id begins with: `eu-west-1` where absent. */
  region?: string
  /** `eu-west-1_LocalDemo` where absent. */
  poolId?: string
  /** The system's clock, movable, where absent. */
  clock?: MovableClock
  /** The demo's people and app clients where absent. */
  seed?: Seed
  /** Allows lives of tokens and of sign-ins below Cognito's shortest, down to a second. */
  liftMinimums?: boolean
  /** A file that keeps users, keys and refresh tokens; in memory where absent. */
  dataFile?: string
  /** How far the TIMESTAMP of an SRP proof may be from the pool's clock, in milliseconds; a day where absent. */
  timestampToleranceMs?: number
  /** Addresses that managed login may return to at every client, beside the client's own. */
  callbackUrls?: readonly string[]
  /** The domain that passkeys are for; `localhost` where absent. */
  relyingPartyId?: string
  /** Takes passkeys made in pages of browser extensions, which Cognito most likely refuses; false where absent. */
  acceptExtensionOrigins?: boolean
  /** Chance; the system's where absent. */
  random?: Random
}

/** An app client as tests need it. */
export type ClientInfo = Readonly<Client>

/** A user as tests need it. */
export interface UserInfo {
  /** What the person types to sign in. */
  signInName: string
  /** The seed's password; empty where it gives none. */
  password: string
  /** The pool's own name for the user. */
  username: string
  sub: string
  email?: string
}

/** What a test can change about a user while the pool runs. */
export interface UserChanges {
  enabled?: boolean
  status?: UserStatus
  password?: string
  attributes?: Record<string, string>
  groups?: readonly string[]
}

/** A user pool that is running. */
export interface LocalUserPool<S extends Seed = DemoSeed> {
  /** Where the API is: POST / with X-Amz-Target. No slash at the end. */
  readonly url: string
  /** Where managed login is in a browser, under the name that passkeys need. */
  readonly loginUrl: string
  readonly poolId: string
  readonly region: string
  /** Cognito's true issuer for the pool id: the `iss` of every token. */
  readonly issuer: string
  /** By the seed's names; read anew at each access. */
  readonly clients: Readonly<Record<keyof S['clients'] & string, ClientInfo>>
  readonly users: Readonly<Record<keyof S['users'] & string, UserInfo>>
  readonly clock: MovableClock
  readonly faults: Faults
  readonly calls: Calls
  /** What the pool 'sent' by SMS and e-mail. */
  readonly inbox: Inbox
  /** The six digits that the user's authenticator app shows now, by the pool's clock. */
  totpCode(user: string): string
  /** Changes an app client from the next call on; a RangeError where a life is out of Cognito's range. */
  setClient(name: keyof S['clients'] & string, changes: Partial<ClientSettings>): void
  /** Changes a user; `user` is the seed's name or anything the person may type. */
  setUser(user: string, changes: UserChanges): void
  disableUser(user: string): void
  enableUser(user: string): void
  deleteUser(user: string): void
  /** Revokes every sign-in of the user, as AdminUserGlobalSignOut does. */
  revokeTokens(user: string): void
  /** Whether the sign-in of this refresh token was revoked. Throws for a token the pool never issued. */
  isRevoked(refreshToken: string): boolean
  /** What became of every refresh token, sign-in by sign-in. */
  issueHistory(): RefreshHistory[]
  close(): Promise<void>
}
