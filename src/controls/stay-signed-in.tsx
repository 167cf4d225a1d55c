import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { AllowPort } from './allow-site.ts'
import { ErrorNote } from './error-note.tsx'
import { useAsking } from './use-asking.ts'
import { Wait } from './wait.tsx'
import { say } from '../words/say.ts'

interface StaySignedInProps {
  port: Pick<AllowPort, 'ask'>
  stays: boolean
  /** Whether an operator lets them. */
  mayStay: boolean
}

/** Whether sign-ins outlive the browser, with what that keeps off and what it does not. */
export function StaySignedIn({ port, stays, mayStay }: StaySignedInProps) {
  const { busy, error, run, stop } = useAsking()
  const [on, setOn] = useState(stays)
  useEffect(() => setOn(stays), [stays])
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const change = async (on: boolean) => {
    setOn(on)
    // The stored wish is what counts: where it could not be stored, the box says so.
    if ((await run(() => port.ask('setStaySignedIn', { on }))) === undefined) setOn(stays)
  }
  return (
    <>
      <div class="stay">
        <input
          id={id}
          ref={box}
          type="checkbox"
          checked={on && mayStay}
          disabled={!mayStay}
          aria-busy={busy}
          aria-describedby={`${id}-why`}
          // One wish at a time: the box stays as it is while one is under way.
          onClick={(event) => busy && event.preventDefault()}
          onChange={(event) => void change(event.currentTarget.checked)}
        />
        <label for={id}>{say('staySignedIn')}</label>
        <p class="hint" id={`${id}-why`}>
          {say(mayStay ? 'staySignedInWhy' : 'staySignedInForbidden')}
        </p>
        <Wait busy={busy} working={say('saving')} stop={stop} back={box} />
      </div>
      <ErrorNote error={error} />
    </>
  )
}
