/** A passkey that a user pool knows of. */
export interface Passkey {
  id: string
  /** As the authenticator's maker calls it; empty where nobody does. */
  name: string
  /** Milliseconds. */
  createdAt?: number
}
