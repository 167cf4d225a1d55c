import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import { useRef, useState } from 'preact/hooks'
import type { ErrorCode } from '../contract/errors.ts'
import type { AllowSite } from '../contract/messages.ts'
import { allowSite, type Allowed, type AllowPort } from './allow-site.ts'

const declined: WireError<ErrorCode> = {
  code: 'rejected',
  message: 'The browser’s question was not answered with yes.',
}

/** A site being allowed by a click. `allow` must be called within the click, before anything is awaited; `stop` waits no more. */
export function useAllowing(port: AllowPort) {
  const [outcome, setOutcome] = useState<Allowed | 'asking'>()
  const last = useRef(0)
  const allow = (question: AllowSite) => {
    const turn = ++last.current
    const allowed = allowSite(port, question)
    setOutcome('asking')
    void allowed.then((outcome) => turn === last.current && setOutcome(outcome))
  }
  const stop = () => {
    last.current += 1
    setOutcome(undefined)
  }
  return { asking: outcome === 'asking', error: errorOf(outcome), allow, stop }
}

function errorOf(outcome: Allowed | 'asking' | undefined): WireError<ErrorCode> | undefined {
  if (outcome === undefined || outcome === 'asking') return undefined
  if (outcome.state === 'declined') return declined
  return outcome.state === 'failed' ? outcome.error : undefined
}
