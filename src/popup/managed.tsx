import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Grant } from '../contract/grant.ts'
import type { PolicyInForce } from '../contract/policy.ts'
import type { PopupPort } from './popup-port.ts'

export interface ManagedProps {
  port: PopupPort
  /** What an operator gives the site under the popup. */
  grant?: Grant
  /** … and that they decide here at all. */
  policy?: PolicyInForce
  /** No user pool is set up, and nobody is asked to. */
  poolless?: boolean
}

/** What an operator decided. Most browsers have none: its words are loaded where there is one. */
export function Managed(props: ManagedProps) {
  const [Part, open] = useState<FunctionComponent<ManagedProps>>()
  useEffect(() => void import('./managed-part.tsx').then(({ ManagedPart }) => open(() => ManagedPart)), [])
  return Part && <Part {...props} />
}
