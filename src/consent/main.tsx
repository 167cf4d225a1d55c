import { render } from 'preact'
import { ask } from '../browser/ask.ts'
import { requestHost } from '../browser/host-permission.ts'
import { comeForward, later, onTabClosed } from '../browser/asking-window.ts'
import { ownMessages } from '../browser/own-messages.ts'
import { pendingConsents, profiles, settings, views } from '../browser/records.ts'
import { openSignInPage } from '../browser/sign-in-page.ts'
import { presetProfiles } from '../contract/presets.ts'
import { drawPage } from '../words/page.ts'
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

await drawPage(ownMessages, 'titleConsent', readSnapshot(port), (first, root) =>
  render(<App port={port} first={first} />, root),
)
