import type { Outcome, WireError } from '@cognito-shared-session/page-sdk/protocol'
import { useRef, useState } from 'preact/hooks'
import type { ErrorCode } from '../contract/errors.ts'

export interface Asking {
  busy: boolean
  error: WireError<ErrorCode> | undefined
  /** Asks once at a time: a second click while the first is under way asks nothing. */
  run: <Value>(ask: () => Promise<Outcome<Value, ErrorCode>>) => Promise<Value | undefined>
}

/** One question under way: whether it is, and the error it ended with. */
export function useAsking(): Asking {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<WireError<ErrorCode>>()
  const underWay = useRef(false)
  const run = async <Value>(ask: () => Promise<Outcome<Value, ErrorCode>>) => {
    if (underWay.current) return undefined
    underWay.current = true
    setBusy(true)
    setError(undefined)
    const outcome = await ask()
    underWay.current = false
    setBusy(false)
    if (!outcome.ok) setError(outcome.error)
    return outcome.ok ? outcome.value : undefined
  }
  return { busy, error, run }
}
