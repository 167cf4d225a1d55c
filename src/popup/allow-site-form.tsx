import { useState } from 'preact/hooks'
import type { SignedInView } from '../contract/view.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { everythingOf, isNothing, type Choice } from '../controls/choice.ts'
import { ErrorNote } from '../controls/error-note.tsx'
import { GivesForm } from '../controls/gives-form.tsx'
import { useAllowing } from '../controls/use-allowing.ts'
import { say } from '../words/say.ts'
import type { PopupPort } from './popup-port.ts'
import type { SiteState } from './site-state.ts'

interface AllowSiteProps {
  port: PopupPort
  site: Extract<SiteState, { kind: 'notAllowed' }>
  view: SignedInView
}

/** Lets the person choose what this site gets, and allow it. */
export function AllowSite({ port, site: { origin, tabId }, view: { account, idClaims } }: AllowSiteProps) {
  const offer = { claims: Object.keys(idClaims), idToken: true, accessToken: true }
  const [choice, change] = useState<Choice>(() => everythingOf(offer))
  const { asking, error, allow, stop } = useAllowing(port)
  const nothing = isNothing(choice)
  const click = () => {
    const { maySignOut, until, ...gives } = choice
    // The browser's question must be asked within this very click: allow does so before it awaits anything.
    allow({ origin, tabId, account, gives, maySignOut, until })
  }
  return (
    <>
      <GivesForm offer={offer} choice={choice} change={change} />
      {nothing && <p class="note">{say('choiceEmpty')}</p>}
      <ErrorNote error={error} />
      <div class="actions">
        <AskButton
          kind="primary"
          busy={asking}
          stop={stop}
          working={say('waitingForBrowser')}
          disabled={nothing}
          onClick={click}
        >
          {say('allowSite')}
        </AskButton>
      </div>
    </>
  )
}
