import { useEffect, useRef } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import type { SigningIn } from '../contract/signing-in.ts'
import { pieces, say } from '../words/say.ts'

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
        {say('elsewhereTitle')}
      </h1>
      <p class="lead">{pieces('elsewhereLead', { name: <ShownText text={signingIn?.username ?? ''} /> })}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={goOn}>
          {say('elsewhereGoOn')}
        </button>
        <button type="button" onClick={anew}>
          {say('elsewhereAnew')}
        </button>
      </div>
    </section>
  )
}
