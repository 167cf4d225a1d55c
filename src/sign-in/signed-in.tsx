import { useEffect, useRef } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import type { SignedInView } from '../contract/view.ts'
import { whoOf } from '../controls/who.ts'
import { pieces, say } from '../words/say.ts'
import { PasskeysCard } from './passkeys-card.tsx'
import { DeviceCard } from './device-card.tsx'
import type { SignInPort } from './sign-in-port.ts'

/** The end of a sign-in, and what makes the next one easier. */
export function SignedIn({ port, view }: { port: SignInPort; view: SignedInView }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <section class="card">
        <h1 ref={heading} tabIndex={-1}>
          {pieces('signedInAs', { name: <ShownText text={whoOf(view).name} /> })}
        </h1>
        <p class="lead">{say('signedInLead')}</p>
        <div class="actions">
          <button type="button" class="primary" onClick={() => port.closePage()}>
            {say('closeTab')}
          </button>
        </div>
      </section>
      <PasskeysCard port={port} account={view.account} />
      <DeviceCard port={port} account={view.account} />
    </>
  )
}
