import { errors } from '../errors.ts'
import { masked } from '../inbox.ts'
import type { Medium } from '../inbox.ts'
import type { Pool } from '../pool.ts'
import type { SentCode, User } from '../store/user.ts'
import { sendCode } from './send-code.ts'

const TOLERATED_WRONG_ANSWERS = 5

/** Where a code for somebody who is not signed in goes. */
export interface Destination {
  attribute: 'email' | 'phone_number'
  medium: Medium
  to: string
}

/** The user's e-mail address or else the telephone number, if it is fit for a code. */
export function destination(user: User, mustBeVerified: boolean): Destination | undefined {
  for (const [attribute, medium] of [
    ['email', 'EMAIL'],
    ['phone_number', 'SMS'],
  ] as const) {
    const to = user.attributes[attribute]
    const fit = !mustBeVerified || user.attributes[`${attribute}_verified`] === 'true'
    if (to !== undefined && fit) return { attribute, medium, to }
  }
  return undefined
}

/** CodeDeliveryDetails, as several operations answer. */
export function deliveryDetails({ attribute, medium, to }: Destination): Record<string, unknown> {
  return {
    CodeDeliveryDetails: {
      AttributeName: attribute,
      DeliveryMedium: medium,
      Destination: masked(medium, to),
    },
  }
}

/** Sends a code that serves for `lifeMs` milliseconds. */
export function send(pool: Pool, user: User, where: Destination, purpose: string, lifeMs: number): SentCode {
  const code = sendCode(pool, user, { medium: where.medium, to: where.to, purpose, length: 6 })
  return { code, expiresAt: pool.clock.now() + lifeMs, wrongAnswers: 0 }
}

/** Holds an answer against the code that was sent; a few wrong ones are tolerated. */
export function checkCode(pool: Pool, sent: SentCode | undefined, answer: string): void {
  if (sent === undefined || pool.clock.now() >= sent.expiresAt) throw errors.codeExpired()
  if (sent.wrongAnswers >= TOLERATED_WRONG_ANSWERS) throw errors.attemptLimit()
  if (answer === sent.code) return
  sent.wrongAnswers += 1
  throw errors.verificationMismatch()
}
