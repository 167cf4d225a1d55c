import type { CognitoErrorCode } from './cognito-error.ts'

/** Inside any rotation grace of up to 60 s: the answer that was lost can still be had with the same token. */
export const quickTries: readonly number[] = [1000, 4000, 15_000]

const base = 1000
const networkCap = 30_000
const cap = 300_000

export interface FailedAttempts {
  /** Failures in a row, this one included. */
  count: number
  code: CognitoErrorCode
  /** Whether this attempt may have reached Cognito without its answer reaching us. */
  unanswered: boolean
  /** Milliseconds that Cognito asked to wait (`Retry-After`). */
  retryAfter?: number | undefined
}

/** Whether the delay is one of the quick tries rather than the back-off that follows them. */
export function isQuickTry(failure: FailedAttempts): boolean {
  return failure.unanswered && failure.count <= quickTries.length
}

/**
 * How long to wait before the next attempt, in milliseconds. Pure, so its tests are a table.
 * After the quick tries: exponential back-off with full jitter (never under a second), capped at 30 s for
 * an unreachable network, which can come back any moment, and at 5 min for a server in need.
 * @param jitter in [0, 1)
 */
export function retryDelay(failure: FailedAttempts, jitter: number): number {
  const wanted = isQuickTry(failure) ? quickDelay(failure.count) : backOff(failure, jitter)
  return Math.max(wanted, Math.min(failure.retryAfter ?? 0, 3_600_000))
}

function quickDelay(count: number): number {
  return quickTries[count - 1] ?? base
}

function backOff({ count, code }: FailedAttempts, jitter: number): number {
  const limit = code === 'NetworkError' ? networkCap : cap
  const ceiling = Math.min(limit, base * 2 ** Math.min(count, 30))
  return Math.round(base + jitter * (ceiling - base))
}
