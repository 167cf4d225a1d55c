import type { SrpVerifier } from '../crypto/srp.ts'

/** Where a user stands, in the words of the Cognito API. */
export type UserStatus = 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED' | 'UNCONFIRMED'

export interface User {
  /** The pool's own name for the user: what USER_ID_FOR_SRP and `cognito:username` say. */
  username: string
  sub: string
  status: UserStatus
  enabled: boolean
  /** Without `sub`; every value is a string, as the API sends them. */
  attributes: Record<string, string>
  groups: string[]
  /** Absent for a user who never had a password. */
  verifier?: SrpVerifier
  /** Milliseconds since 1970. */
  createdAt: number
  modifiedAt: number
}
