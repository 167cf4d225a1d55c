import { useRef, useState } from 'preact/hooks'
import type { Outcome, WireError } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../contract/errors.ts'

/** A question that is put; `signal` says when nobody waits for its answer any more. */
export type Ask<Value> = (signal: AbortSignal) => Promise<Outcome<Value, ErrorCode>>

export interface Asking {
  busy: boolean
  error: WireError<ErrorCode> | undefined
  /** Asks once at a time: a second click while the first is under way asks nothing. */
  run: <Value>(ask: Ask<Value>) => Promise<Value | undefined>
  /** Waits no more: `run` ends with nothing, and what is answered later is not heard. */
  stop: () => void
}

/** One question under way: whether it is, and the error it ended with. */
export function useAsking(): Asking {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<WireError<ErrorCode>>()
  const underWay = useRef<AbortController>(undefined)
  const run = async <Value>(ask: Ask<Value>) => {
    if (underWay.current !== undefined) return undefined
    const waiting = (underWay.current = new AbortController())
    setBusy(true)
    setError(undefined)
    let outcome: Outcome<Value, ErrorCode> | undefined
    try {
      outcome = await Promise.race([ask(waiting.signal), stopped(waiting.signal)])
    } finally {
      // Drawn together with the error: what is shown while one of them is there must not go in between.
      underWay.current = undefined
      setBusy(false)
    }
    if (outcome?.ok === false) setError(outcome.error)
    return outcome?.ok === true ? outcome.value : undefined
  }
  return { busy, error, run, stop: () => underWay.current?.abort() }
}

function stopped(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined)))
}
