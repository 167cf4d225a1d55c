import type { SrpVerifier } from '../crypto/srp.ts'

/** A browser or app that a user signed in with. */
export interface Device {
  key: string
  groupKey: string
  name?: string
  /** Absent until ConfirmDevice brings it. */
  verifier?: SrpVerifier
  /** A remembered device stands in for the second factor. */
  remembered: boolean
  /** Milliseconds since 1970. */
  createdAt: number
  modifiedAt: number
  lastAuthenticatedAt: number
}
