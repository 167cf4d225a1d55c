import { useEffect, useRef } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import type { SigningIn } from '../contract/signing-in.ts'

interface ElsewhereProps {
  signingIn: SigningIn | undefined
  goOn: () => void
  anew: () => void
}

/** Another sign-in at the same user pool waits for an answer. */
export function Elsewhere({ signingIn, goOn, anew }: ElsewhereProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <section class="card">
      <h1 ref={heading} tabIndex={-1}>
        A sign-in is already under way
      </h1>
      <p class="lead">
        <ShownText text={signingIn?.username ?? ''} /> is half-way through at this user pool, perhaps in
        another tab.
      </p>
      <div class="actions">
        <button type="button" class="primary" onClick={goOn}>
          Go on with it
        </button>
        <button type="button" onClick={anew}>
          Give it up and start anew
        </button>
      </div>
    </section>
  )
}
