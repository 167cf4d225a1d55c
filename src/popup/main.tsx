import { render } from 'preact'
import { activeTab } from '../browser/active-tab.ts'
import { ask } from '../browser/ask.ts'
import { holdsHost, requestHost } from '../browser/host-permission.ts'
import { openOwnTab } from '../browser/own-tab.ts'
import { pageClock } from '../browser/page-clock.ts'
import { ownMessages } from '../browser/own-messages.ts'
import { grants, policies, profiles, settings, signingIns, views } from '../browser/records.ts'
import { openSignInPage } from '../browser/sign-in-page.ts'
import { Ticker } from '../claims/ticker.ts'
import { TimeContext } from '../claims/time-context.ts'
import { TimeWords } from '../claims/time-words.ts'
import { presetProfiles } from '../contract/presets.ts'
import { drawPage } from '../words/page.ts'
import { locale } from '../words/say.ts'
import { App } from './app.tsx'
import type { PopupPort } from './popup-port.ts'
import { readSnapshot } from './snapshot.ts'

const port: PopupPort = {
  views,
  profiles,
  grants,
  settings,
  signingIns,
  presets: presetProfiles,
  policies,
  activeTab,
  holdsHost,
  requestHost,
  openOwnTab,
  ask,
  openSignInPage,
  copy: (text) => navigator.clipboard.writeText(text),
}
const ticker = new Ticker(pageClock)

if (new URLSearchParams(location.search).has('tab')) document.documentElement.classList.add('tab')
await drawPage(ownMessages, 'extensionName', readSnapshot(port), (first, root) => {
  const time = { ticker, words: new TimeWords(locale()) }
  render(
    <TimeContext.Provider value={time}>
      <App port={port} first={first} />
    </TimeContext.Provider>,
    root,
  )
})
