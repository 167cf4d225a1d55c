import type { AccountId, Origin, ProfileId } from './identity.ts'

/** A session that a site's own library keeps, as the person is shown it before it is taken over. */
export interface StoredSession {
  account: AccountId
  profile: ProfileId
  /** The person's name in the pool. */
  username: string
  email?: string
  /** When the person signed in there, in milliseconds since the epoch; absent where the token does not say. */
  signedInAt?: number
}

export interface StoredSessions {
  origin: Origin
  found: StoredSession[]
}
