import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Grant } from '../contract/grant.ts'
import type { PopupPort } from './popup-port.ts'
import type { Snapshot } from './snapshot.ts'

export interface ManagedProps {
  port: PopupPort
  snapshot: Snapshot
  /** What an operator gives the site under the popup; absent: that they decide here at all. */
  grant?: Grant
  /** No user pool is set up, and nobody is asked to. */
  poolless?: boolean
}

let loaded: FunctionComponent<ManagedProps> | undefined

/** Most browsers have no operator: what there is to say of one is loaded where there is. */
export async function loadManaged(): Promise<void> {
  loaded = (await import('./managed-part.tsx')).ManagedPart
}

/** What an operator decided; there from the first drawing on, where they had decided by then. */
export function Managed(props: ManagedProps) {
  const [Part, open] = useState(() => loaded)
  useEffect(() => void (Part ?? loadManaged().then(() => open(() => loaded))), [])
  return Part && <Part {...props} />
}
