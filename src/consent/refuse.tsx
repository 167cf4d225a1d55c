import { useEffect, useRef } from 'preact/hooks'
import type { Origin } from '../contract/identity.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { useAsking } from '../controls/use-asking.ts'
import { say } from '../words/say.ts'
import type { ConsentPort } from './consent-port.ts'

/** A no. It has the focus at first, so that a key that was meant for the page gives nothing away. */
export function Refuse({ port, origin }: { port: ConsentPort; origin: Origin }) {
  const place = useRef<HTMLDivElement>(null)
  const { busy, error, run, stop } = useAsking()
  useEffect(() => place.current?.querySelector('button')?.focus(), [])
  return (
    <div ref={place}>
      <AskButton
        busy={busy}
        stop={stop}
        working={say('refusing')}
        onClick={() => void run(() => port.ask('refuseSite', { origin }))}
      >
        {say('refuse')}
      </AskButton>
      <ErrorNote error={error} />
    </div>
  )
}
