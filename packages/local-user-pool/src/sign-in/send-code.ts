import { digits, masked } from '../inbox.ts'
import type { Medium } from '../inbox.ts'
import type { Pool } from '../pool.ts'
import type { User } from '../store/user.ts'

export interface Delivery {
  medium: Medium
  to: string
  purpose: string
  length: number
}

/** 'Sends' a code: it lies in the inbox. */
export function sendCode(pool: Pool, user: User, { medium, to, purpose, length }: Delivery): string {
  const code = digits(pool.random, length)
  pool.inbox.add({ at: pool.clock.now(), medium, to, username: user.username, purpose, code })
  return code
}

/** The challenge parameters that say where a code went. */
export function deliveryParameters(medium: Medium, to: string): Record<string, string> {
  return { CODE_DELIVERY_DELIVERY_MEDIUM: medium, CODE_DELIVERY_DESTINATION: masked(medium, to) }
}
