import { useState } from 'preact/hooks'
import type { AccountId } from '../contract/identity.ts'
import type { PendingConsent } from '../contract/pending-consent.ts'
import { choiceOf } from '../contract/until.ts'
import type { SignedInView } from '../contract/view.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ChoiceFields } from '../controls/choice-fields.tsx'
import { everythingOf, givenWords, isNothing, type Choice } from '../controls/choice.ts'
import { ErrorNote } from '../controls/error-note.tsx'
import { useAllowing } from '../controls/use-allowing.ts'
import { say } from '../words/say.ts'
import type { ConsentPort } from './consent-port.ts'
import { Refuse } from './refuse.tsx'
import type { Snapshot } from './snapshot.ts'
import { useArmed } from './use-armed.ts'
import { WhoseSession } from './whose-session.tsx'

interface AllowFormProps {
  port: ConsentPort
  asked: PendingConsent
  view: SignedInView
  snapshot: Snapshot
  choose: (account: AccountId) => void
}

/** What the site would get of whose session, and the two answers. */
export function AllowForm({ port, asked, view, snapshot, choose }: AllowFormProps) {
  const { top, want, before } = asked
  const [choice, change] = useState<Choice>({
    ...everythingOf(want),
    maySignOut: before?.maySignOut ?? false,
    until: before ? choiceOf(before) : 'revoked',
  })
  return (
    <>
      <WhoseSession view={view} snapshot={snapshot} choose={choose} />
      <div class="gives">
        <p class="label">{say('consentGives')}</p>
        {before && <p class="note">{say('consentHas', { given: givenWords(before.gives) })}</p>}
        <ChoiceFields
          offer={want}
          choice={choice}
          change={change}
          values={view.idClaims}
          had={before?.gives}
          framed={top !== undefined}
        />
      </div>
      <p class="note">{say('consentClosing')}</p>
      <Decide port={port} asked={asked} account={view.account} choice={choice} />
    </>
  )
}

interface DecideProps extends Pick<AllowFormProps, 'port' | 'asked'> {
  account: AccountId
  choice: Choice
}

function Decide({ port, asked: { origin, tabId, top }, account, choice }: DecideProps) {
  const armed = useArmed(port)
  const { asking, error, allow, stop } = useAllowing(port)
  const nothing = isNothing(choice)
  const click = () => {
    const { maySignOut, until, ...gives } = choice
    // The browser's question must be asked within this very click: allow does so before it awaits anything.
    allow({ origin, tabId, account, gives, maySignOut, until, ...(top && { top }) })
  }
  return (
    <>
      {nothing && <p class="note">{say('choiceEmpty')}</p>}
      <ErrorNote error={error} />
      <div class="actions decide">
        <Refuse port={port} origin={origin} />
        <AskButton
          kind="primary"
          busy={asking}
          stop={stop}
          working={say('waitingForBrowser')}
          disabled={nothing || !armed}
          onClick={click}
        >
          {say('allow')}
        </AskButton>
      </div>
    </>
  )
}
