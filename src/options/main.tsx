import { render } from 'preact'
import { activity } from '../browser/activity-records.ts'
import { allowedMethods } from '../browser/allowed-methods.ts'
import { ask } from '../browser/ask.ts'
import { openLogin, redirectUrl } from '../browser/login-window.ts'
import { managedValues } from '../browser/managed-values.ts'
import { notifications } from '../browser/notifications.ts'
import { openOwnTab } from '../browser/own-tab.ts'
import { ownBuild } from '../browser/own-build.ts'
import { language } from '../browser/language.ts'
import { pageClock } from '../browser/page-clock.ts'
import { ownMessages } from '../browser/own-messages.ts'
import { reach } from '../browser/reach.ts'
import { grants, policies, profiles, settings, views } from '../browser/records.ts'
import { saveFile } from '../browser/save-file.ts'
import { shortcuts } from '../browser/shortcuts.ts'
import { theme } from '../browser/theme.ts'
import { Ticker } from '../claims/ticker.ts'
import { TimeContext } from '../claims/time-context.ts'
import { TimeWords } from '../claims/time-words.ts'
import { presetProfiles } from '../contract/presets.ts'
import { drawPage } from '../words/page.ts'
import { locale } from '../words/say.ts'
import { App } from './app.tsx'
import { readKnown } from './known.ts'
import type { OptionsPort } from './options-port.ts'

const port: OptionsPort = {
  profiles,
  grants,
  views,
  settings,
  presets: presetProfiles,
  methods: allowedMethods,
  policies,
  managed: managedValues,
  activity,
  save: saveFile,
  build: ownBuild(),
  theme,
  language,
  notifications,
  shortcuts,
  ask,
  reach,
  openLogin,
  redirectUrl,
  copy: (text) => navigator.clipboard.writeText(text),
  openOwnTab,
}
const ticker = new Ticker(pageClock)

await drawPage(ownMessages, 'extensionName', readKnown(port), (first, root) => {
  const time = { ticker, words: new TimeWords(locale()) }
  render(
    <TimeContext.Provider value={time}>
      <App port={port} first={first} />
    </TimeContext.Provider>,
    root,
  )
})
