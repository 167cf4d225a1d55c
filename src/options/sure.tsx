import { useEffect, useRef } from 'preact/hooks'
import { AskButton } from '../controls/ask-button.tsx'

interface SureProps {
  question: string
  /** What the button says that does it, and while it does. */
  yes: string
  working: string
  no: string
  busy: boolean
  stop: () => void
  go: () => void
  leave: () => void
}

/** Asks once more. The focus comes to the question: who only hears it knows what the buttons are about. */
export function Sure({ question, yes, working, no, busy, stop, go, leave }: SureProps) {
  const asked = useRef<HTMLParagraphElement>(null)
  useEffect(() => asked.current?.focus(), [])
  return (
    <>
      <p ref={asked} tabIndex={-1} class="question">
        {question}
      </p>
      <div class="actions">
        <AskButton kind="primary" busy={busy} stop={stop} working={working} onClick={go}>
          {yes}
        </AskButton>
        <button type="button" class="quiet" onClick={leave}>
          {no}
        </button>
      </div>
    </>
  )
}
