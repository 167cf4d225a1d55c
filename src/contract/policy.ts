import type { Grant } from './grant.ts'
import type { Origin, ProfileId } from './identity.ts'
import type { Profile } from './profile.ts'

/** The ways in which a person can sign in. */
export const signInMethods = ['password', 'managedLogin', 'passkey'] as const
export type SignInMethod = (typeof signInMethods)[number]

/** What an operator can decide for everybody, in the browser's managed storage; `policy-keys.ts` describes each. */
export type PolicyKey =
  | 'signInMethods'
  | 'requireManagedLogin'
  | 'clientMetadataOrigins'
  | 'profiles'
  | 'allowedSites'
  | 'staySignedIn'
  | 'maximumSessionHours'
  | 'hideFirstRun'
  | 'supportLink'

/**
 * What an operator lets a site have, as a grant. Its account is empty: it is the one that the person chose, of this app
 * client where one is named.
 */
export interface AllowedSite extends Grant {
  source: 'policy'
  profile?: ProfileId
}

/** A value that was refused, while the rest stands. */
export interface Refused {
  /** Where it stands, e.g. `allowedSites[1].origin`. */
  at: string
  /**
   * What it must be: a type as valibot names it (`Array`, `("a" | "b")`, `<=80`; `never`: no such key; the key's own name
   * in quotation marks: it is missing), or a {@link Demand}.
   */
  must: string
  /** What stands there: JSON of a text, number or boolean, else the name of its type. */
  found: string
}

/** What an operator decided, read by `policyFrom`. */
export interface Policy {
  /** In which ways a person may sign in. */
  allowedMethods: readonly SignInMethod[]
  /** Sites whose `clientMetadata` is passed on to the user pool's triggers. */
  clientMetadataOrigins: readonly Origin[]
  /** User pools that are set up for everybody. */
  profiles: readonly Profile[]
  allowedSites: readonly AllowedSite[]
  /** Whether sign-ins may outlive the browser, where a person wishes so. */
  mayStay: boolean
  /** How long after a sign-in its session ends, in milliseconds; absent: as long as the user pool renews it. */
  sessionLimit?: number
  hidesFirstRun: boolean
  /** Where people find help: an https address. */
  supportLink?: string
  refused: readonly Refused[]
}

/**
 * What is in force, for pages to draw by. Stored under `policy` by the background alone, which takes what it decides
 * from the browser; absent where no operator decided anything.
 */
export interface PolicyInForce extends Policy {
  version: 1
  /** All of it as one text, by which a change is known; empty until what follows from the last one is done. */
  print: string
}
