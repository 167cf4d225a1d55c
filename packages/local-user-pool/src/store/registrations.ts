import { errors } from '../errors.ts'

interface Registration {
  challenge: string
  clientId: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** Passkey registrations under way: one a user. */
export class Registrations {
  readonly #bySub = new Map<string, Registration>()

  open(sub: string, registration: Registration): void {
    this.#bySub.set(sub, registration)
  }

  /** The challenge, once; it belongs to the client that asked for it. */
  take(sub: string, clientId: string, now: number): string {
    const registration = this.#bySub.get(sub)
    if (registration === undefined || now >= registration.expiresAt) throw errors.webAuthnChallenge()
    if (registration.clientId !== clientId) throw errors.webAuthnClient()
    this.#bySub.delete(sub)
    return registration.challenge
  }
}
