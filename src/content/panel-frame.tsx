import { render } from 'preact'
import { ClaimsView } from '../claims/claims-view.tsx'
import { CompareView } from '../claims/compare-view.tsx'
import { JsonTree } from '../claims/json-tree.tsx'
import type { Parts } from '../claims/parts.ts'
import { TimeContext } from '../claims/time-context.ts'
import type { Ticker } from '../claims/ticker.ts'
import type { TimeWords } from '../claims/time-words.ts'
import type { PanelClaims } from '../contract/panel.ts'
import { direction, say } from '../words/say.ts'

const parts: Parts = { json: async () => JsonTree, compare: async () => CompareView }

interface PanelFrameProps {
  session: PanelClaims['session']
  close: () => void
}

/** What the panel draws: the claims of the session, or why there are none. */
function PanelFrame({ session, close }: PanelFrameProps) {
  return (
    <section
      class="panel"
      role="dialog"
      aria-labelledby="title"
      tabIndex={-1}
      lang={say('language')}
      dir={direction()}
    >
      <header>
        <h1 id="title">{say('panelTitle')}</h1>
        <button
          type="button"
          class="quiet"
          aria-label={say('close')}
          title={say('panelClose')}
          onClick={close}
        >
          ✕
        </button>
      </header>
      <div class="body" tabIndex={0} role="region" aria-label={say('claims')}>
        <Session session={session} />
      </div>
      <p class="note">{say('panelNote')}</p>
    </section>
  )
}

function Session({ session }: Pick<PanelFrameProps, 'session'>) {
  switch (session.state) {
    case 'signedIn':
      return <ClaimsView session={session} parts={parts} />
    case 'signedOut':
      return <p>{say('panelSignedOut')}</p>
    case 'signInNeeded':
      return <p>{say('panelSignInNeeded', { reason: say(`reason_${session.reason}`) })}</p>
  }
}

/** Draws into `root`, or draws anew what is there. `undefined` takes it away, its timer with it. */
export function drawPanel(
  root: ShadowRoot,
  props: (PanelFrameProps & { time: { ticker: Ticker; words: TimeWords } }) | undefined,
): void {
  const drawn = props && (
    <TimeContext.Provider value={props.time}>
      <PanelFrame {...props} />
    </TimeContext.Provider>
  )
  render(drawn, root)
}
