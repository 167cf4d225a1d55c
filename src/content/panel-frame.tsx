import { render } from 'preact'
import { ClaimsView } from '../claims/claims-view.tsx'
import { TimeContext } from '../claims/time-context.ts'
import type { Ticker } from '../claims/ticker.ts'
import type { TimeWords } from '../claims/time-words.ts'
import type { PanelClaims } from '../contract/panel.ts'
import { signInReasons } from '../contract/sign-in-reasons.ts'

interface PanelFrameProps {
  session: PanelClaims['session']
  close: () => void
}

/** What the panel draws: the claims of the session, or why there are none. */
function PanelFrame({ session, close }: PanelFrameProps) {
  return (
    <section class="panel" role="dialog" aria-labelledby="title" tabIndex={-1}>
      <header>
        <h1 id="title">Your session’s claims</h1>
        <button type="button" class="quiet" aria-label="Close" title="Close (Esc)" onClick={close}>
          ✕
        </button>
      </header>
      <div class="body" tabIndex={0} role="region" aria-label="Claims">
        <Session session={session} />
      </div>
      <p class="note">Drawn by Cognito Shared Session. This page cannot read it.</p>
    </section>
  )
}

function Session({ session }: Pick<PanelFrameProps, 'session'>) {
  switch (session.state) {
    case 'signedIn':
      return <ClaimsView {...session} />
    case 'signedOut':
      return <p>Nobody is signed in. Click the extension’s icon to sign in.</p>
    case 'signInNeeded':
      return <p>{signInReasons[session.reason]} Click the extension’s icon to sign in again.</p>
  }
}

/** Draws into `root`, or draws anew what is there. `undefined` takes it away, its timer with it. */
export function drawPanel(
  root: ShadowRoot,
  time: { ticker: Ticker; words: TimeWords },
  props: PanelFrameProps | undefined,
): void {
  const drawn = props && (
    <TimeContext.Provider value={time}>
      <PanelFrame {...props} />
    </TimeContext.Provider>
  )
  render(drawn, root)
}
