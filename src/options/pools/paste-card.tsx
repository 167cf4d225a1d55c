import type { RefObject } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { AskButton } from '../../controls/ask-button.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import { discovered } from './discovery.ts'
import { readPasted, type Found } from './pasted.ts'
import type { PoolsPort } from './pools-port.ts'
import { say } from '../../words/say.ts'

interface PasteCardProps {
  port: PoolsPort
  /** Nothing is set up yet: this is what the page is about. */
  first: boolean
  found: (found: Found) => void
}

/** One field that takes whatever the person has. It is read here, and sent nowhere. */
export function PasteCard({ port, first, found }: PasteCardProps) {
  const [wrong, setWrong] = useState<string>()
  const { busy, run, stop } = useAsking()
  const area = useRef<HTMLTextAreaElement>(null)
  const left = useRef(false)
  // What comes later must not replace what was begun meanwhile.
  useEffect(() => () => void (left.current = true), [])
  const byHand = () => {
    left.current = true
    found({})
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    const pasted = readPasted(area.current?.value ?? '')
    setWrong(pasted.ok ? undefined : pasted.why)
    if (!pasted.ok) return area.current?.focus()
    const complete = await run(async (signal) => ({
      ok: true,
      value: await discovered(port, pasted.found, signal),
    }))
    // Who waits no more goes on with what was pasted.
    if (!left.current) found(complete ?? pasted.found)
  }
  const Title = first ? 'h1' : 'h2'
  return (
    <form class="card" onSubmit={(event) => void submit(event)} noValidate>
      <Title>{say(first ? 'firstTitle' : 'poolAnother')}</Title>
      <PasteField area={area} wrong={wrong} />
      <div class="actions">
        <AskButton kind="primary" busy={busy} stop={stop} working={say('poolLooking')}>
          {say('continue')}
        </AskButton>
        <button type="button" class="quiet" onClick={byHand}>
          {say('poolByHand')}
        </button>
      </div>
    </form>
  )
}

interface PasteFieldProps {
  area: RefObject<HTMLTextAreaElement | null>
  wrong: string | undefined
}

function PasteField({ area, wrong }: PasteFieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{say('poolPaste')}</label>
      <textarea
        id={id}
        ref={area}
        rows={6}
        spellcheck={false}
        autocapitalize="none"
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-note`}
      />
      <p id={`${id}-note`} class={wrong === undefined ? 'hint' : 'wrong'} role="alert">
        {wrong ?? say('poolPasteHint')}
      </p>
    </div>
  )
}
