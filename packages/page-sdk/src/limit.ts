import { sdkError } from './error.ts'
import type { Page } from './page.ts'

export interface Limits {
  /** Gives up when aborted: `aborted`. */
  signal?: AbortSignal | undefined
  /** Gives up after so many milliseconds: `timeout`. */
  timeout?: number | undefined
}

/** Waits for `work` within limits. The work itself goes on: a question once sent cannot be called back. */
export function within<Value>(
  page: Page,
  { signal, timeout }: Limits,
  work: () => Promise<Value>,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(sdkError('aborted', signal?.reason))
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)
    const cancel = timeout === undefined ? undefined : page.later(timeout, () => reject(sdkError('timeout')))
    const settle = () => {
      signal?.removeEventListener('abort', abort)
      cancel?.()
    }
    void work().then(resolve, reject).finally(settle)
  })
}
