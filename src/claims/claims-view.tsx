import { useId, useState } from 'preact/hooks'
import type { SignedInView } from '../contract/view.ts'
import { say } from '../words/say.ts'
import { byteSize } from './byte-size.ts'
import { useClaimsLook } from './claims-look.tsx'
import { clockNote } from './clock-note.ts'
import type { Copying } from './copying.ts'
import { usePart, type Parts } from './parts.ts'
import { SignatureBadge } from './signature-badge.tsx'
import { useTime } from './time-context.ts'
import { TokenTabs, type Look } from './token-tabs.tsx'
import { TokenView } from './token-view.tsx'

/** What of a session is explained: its claims and what is known about them. */
export type SessionClaims = Pick<
  SignedInView,
  'idClaims' | 'accessClaims' | 'former' | 'clockDrift' | 'sizes' | 'signature'
>

interface ClaimsViewProps {
  session: SessionClaims
  /** Absent where nothing is copied from, or until it is loaded. */
  copying?: Copying | undefined
  parts: Parts
}

/** The claims of both tokens, explained: each as a table or JSON, and compared with the other and with those before. */
export function ClaimsView({ session, copying, parts }: ClaimsViewProps) {
  const [shown, show] = useState<Look>('id')
  const look = useClaimsLook()
  const { words } = useTime()
  const id = useId()
  const Compared = usePart(shown === 'compare', parts.compare, parts.meanwhile)
  const ahead = session.clockDrift * 1000
  const note = clockNote(session.clockDrift, words)
  return (
    <div class="claims-view">
      <SignatureBadge signature={session.signature} />
      <TokenTabs chosen={shown} choose={show} panel={id} />
      <div role="tabpanel" id={id} aria-labelledby={`${id}-${shown}`} class="token">
        {shown === 'compare' ? (
          Compared && <Compared session={session} look={look} ahead={ahead} />
        ) : (
          <TokenView
            key={shown}
            claims={shown === 'id' ? session.idClaims : session.accessClaims}
            which={shown}
            look={look}
            ahead={ahead}
            copying={copying}
            parts={parts}
          />
        )}
        {note !== undefined && <p class="note">{note}</p>}
        {shown !== 'compare' && (
          <p class="note">
            {say(`tokenSize_${shown}`, { size: byteSize(session.sizes[shown], words.locale) })}
          </p>
        )}
      </div>
    </div>
  )
}
