import { ShownText } from '../claims/shown-text.tsx'
import type { PendingConsent } from '../contract/pending-consent.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { pieces, say } from '../words/say.ts'
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
            {pieces('consentEnded', { name: <ShownText text={view.username} /> })}{' '}
            {say(`reason_${view.reason}`)}
          </>
        ) : (
          say('consentNobody')
        )}{' '}
        {say('consentFirst')}
      </p>
      <div class="actions decide">
        <Refuse port={port} origin={origin} />
        <AskButton
          kind="primary"
          busy={false}
          stop={undefined}
          working=""
          onClick={() => void port.openSignInPage()}
        >
          {say('consentSignIn')}
        </AskButton>
      </div>
    </>
  )
}
