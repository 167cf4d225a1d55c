import { render } from 'preact'
import { activeTab } from '../browser/active-tab.ts'
import { ask } from '../browser/ask.ts'
import { holdsHost, requestHost } from '../browser/host-permission.ts'
import { ownMessages } from '../browser/own-messages.ts'
import { openOwnTab } from '../browser/own-tab.ts'
import { pageClock } from '../browser/page-clock.ts'
import { grants, policies, profiles, settings, signingIns, views } from '../browser/records.ts'
import { openSignInPage } from '../browser/sign-in-page.ts'
import { Ticker } from '../claims/ticker.ts'
import { TimeContext } from '../claims/time-context.ts'
import { TimeWords } from '../claims/time-words.ts'
import { presetProfiles } from '../contract/presets.ts'
import { beginOwnPage } from '../words/page.ts'
import { locale } from '../words/say.ts'
import { App } from './app.tsx'
import type { PopupPort } from './popup-port.ts'
import { readSnapshot } from './snapshot.ts'

await beginOwnPage(ownMessages, 'extensionName')
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
}
const time = { ticker: new Ticker(pageClock), words: new TimeWords(locale()) }

const root = document.querySelector('#app')
const first = await readSnapshot(port)
if (new URLSearchParams(location.search).has('tab')) document.documentElement.classList.add('tab')
if (root !== null) {
  render(
    <TimeContext.Provider value={time}>
      <App port={port} first={first} />
    </TimeContext.Provider>,
    root,
  )
}
