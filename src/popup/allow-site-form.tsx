import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import { useState } from 'preact/hooks'
import type { ErrorCode } from '../contract/errors.ts'
import type { SignedInView } from '../contract/view.ts'
import { allowSite, type Allowed } from './allow-site.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { everything, GivesForm, givesOf, type Choice } from '../controls/gives-form.tsx'
import type { PopupPort } from './popup-port.ts'
import type { SiteState } from './site-state.ts'

interface AllowSiteProps {
  port: PopupPort
  site: Extract<SiteState, { kind: 'notAllowed' }>
  view: SignedInView
}

const declined: WireError<ErrorCode> = {
  code: 'rejected',
  message: 'The browser’s question was not answered with yes.',
}

/** Lets the person choose what this site gets, and allow it. */
export function AllowSite({ port, site, view }: AllowSiteProps) {
  const [choice, setChoice] = useState<Choice>(everything)
  const [outcome, setOutcome] = useState<Allowed | 'asking'>()
  const nothing = !choice.claims && !choice.idToken && !choice.accessToken
  const asking = outcome === 'asking'
  const click = () => {
    const { origin, tabId } = site
    const gives = givesOf(choice, view.idClaims)
    const { maySignOut } = choice
    // The browser's question must be asked within this very click: allowSite does so before it awaits anything.
    const allowed = allowSite(port, { origin, tabId, gives, maySignOut, account: view.account })
    setOutcome('asking')
    void allowed.then(setOutcome)
  }
  return (
    <>
      <GivesForm choice={choice} change={setChoice} />
      {nothing && <p class="note">Choose at least one: an empty permission is none.</p>}
      <ErrorNote error={errorOf(outcome)} />
      <div class="actions">
        <AskButton
          kind="primary"
          busy={asking}
          working="Waiting for the browser…"
          disabled={nothing}
          onClick={click}
        >
          Allow this site
        </AskButton>
      </div>
    </>
  )
}

function errorOf(outcome: Allowed | 'asking' | undefined): WireError<ErrorCode> | undefined {
  if (outcome === undefined || outcome === 'asking') return undefined
  if (outcome.state === 'declined') return declined
  return outcome.state === 'failed' ? outcome.error : undefined
}
