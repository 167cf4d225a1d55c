import { render } from 'preact'
import { ask } from '../browser/ask.ts'
import { requestHost } from '../browser/host-permission.ts'
import { comeForward, later, onTabClosed } from '../browser/asking-window.ts'
import { ownMessages } from '../browser/own-messages.ts'
import { pageClock } from '../browser/page-clock.ts'
import { pendingConsents, profiles, settings, views } from '../browser/records.ts'
import { openSignInPage } from '../browser/sign-in-page.ts'
import { Ticker } from '../claims/ticker.ts'
import { TimeContext } from '../claims/time-context.ts'
import { TimeWords } from '../claims/time-words.ts'
import { presetProfiles } from '../contract/presets.ts'
import { drawPage } from '../words/page.ts'
import { locale } from '../words/say.ts'
import { App } from './app.tsx'
import type { ConsentPort } from './consent-port.ts'
import { readSnapshot } from './snapshot.ts'

const port: ConsentPort = {
  pending: pendingConsents,
  views,
  profiles,
  settings,
  presets: presetProfiles,
  requestHost,
  ask,
  later,
  onTabClosed,
  openSignInPage,
  comeForward,
}

const ticker = new Ticker(pageClock)

await drawPage(ownMessages, 'titleConsent', readSnapshot(port), (first, root) => {
  const time = { ticker, words: new TimeWords(locale()) }
  render(
    <TimeContext.Provider value={time}>
      <App port={port} first={first} />
    </TimeContext.Provider>,
    root,
  )
})
