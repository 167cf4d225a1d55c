import { useState } from 'preact/hooks'
import { Wait } from '../controls/wait.tsx'
import { say } from '../words/say.ts'

interface OptionButtonsProps {
  options: readonly { value: string; label: string; hint?: string }[]
  busy: boolean
  /** Waits no more. */
  stop: () => void
  label: string
  choose: (value: string) => void
}

/** One of several, each a button that says what it does, and that it is at work where it was chosen. */
export function OptionButtons({ options, busy, stop, label, choose }: OptionButtonsProps) {
  const [chosen, setChosen] = useState<string>()
  const click = (value: string) => {
    setChosen(value)
    choose(value)
  }
  return (
    <>
      <ul class="options" aria-label={label}>
        {options.map(({ value, label, hint }) => {
          const working = busy && value === chosen
          const note = working ? say('oneMoment') : hint
          return (
            <li key={value}>
              <button
                type="button"
                aria-disabled={busy}
                aria-busy={working}
                onClick={busy ? undefined : () => click(value)}
              >
                <strong>{label}</strong>
                {note !== undefined && <span class="hint">{note}</span>}
              </button>
            </li>
          )
        })}
      </ul>
      <Wait busy={busy} working={say('oneMoment')} stop={stop} />
    </>
  )
}
