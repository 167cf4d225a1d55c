import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import type { PopupPort } from './popup-port.ts'
import type { SiteState } from './site-state.ts'
import { useAsking } from '../controls/use-asking.ts'
import { say } from '../words/say.ts'

interface ClaimsHeadingProps {
  port: PopupPort
  site: SiteState
}

/** The heading of the claims, with the button that draws them on the page as well, where that can be. */
export function ClaimsHeading({ port, site }: ClaimsHeadingProps) {
  const { busy, error, run, stop } = useAsking()
  return (
    <>
      <div class="heading">
        <h2 id="claims">{say('claims')}</h2>
        {site.kind !== 'closed' && (
          <AskButton
            kind="quiet"
            busy={busy}
            stop={stop}
            working={say('showingOnPage')}
            onClick={() => void run(() => port.ask('showClaims', { tabId: site.tabId }))}
          >
            {say('showOnPage')}
          </AskButton>
        )}
      </div>
      <ErrorNote error={error} />
    </>
  )
}
