import { ShownText } from '../claims/shown-text.tsx'
import type { PendingConsent } from '../contract/pending-consent.ts'
import { signInReasons } from '../contract/sign-in-reasons.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { Refuse } from './refuse.tsx'
import type { ConsentPort } from './consent-port.ts'

interface NobodyThereProps {
  port: ConsentPort
  asked: PendingConsent
  view: SessionViewRecord | undefined
}

/** There is no session to share: the person can sign in first, or say no. */
export function NobodyThere({ port, asked: { origin }, view }: NobodyThereProps) {
  return (
    <>
      <p>
        {view?.state === 'signInNeeded' ? (
          <>
            The session of <ShownText text={view.username} /> has ended. {signInReasons[view.reason]}
          </>
        ) : (
          'You are not signed in, so there is nothing to share yet.'
        )}{' '}
        Sign in first; then this window asks what the site may have.
      </p>
      <div class="actions decide">
        <Refuse port={port} origin={origin} />
        <AskButton kind="primary" busy={false} working="" onClick={() => void port.openSignInPage()}>
          Sign in…
        </AskButton>
      </div>
    </>
  )
}
