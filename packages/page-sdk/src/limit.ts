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
  let abort = () => {}
  let cancel = () => {}
  return new Promise<Value>((resolve, reject) => {
    abort = () => reject(sdkError('aborted', signal?.reason))
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)
    if (timeout !== undefined) cancel = page.later(timeout, () => reject(sdkError('timeout')))
    work().then(resolve, reject)
  }).finally(() => {
    signal?.removeEventListener('abort', abort)
    cancel()
  })
}
