import { render } from 'preact'
import { allowedMethods } from '../browser/allowed-methods.ts'
import { ask } from '../browser/ask.ts'
import { openLogin, redirectUrl } from '../browser/login-window.ts'
import { openOwnTab } from '../browser/own-tab.ts'
import { reach } from '../browser/reach.ts'
import { profiles } from '../browser/records.ts'
import { presetProfiles } from '../contract/presets.ts'
import { App } from './app.tsx'
import type { SetupPort } from './setup-port.ts'

const port: SetupPort = {
  profiles,
  presets: presetProfiles,
  methods: allowedMethods,
  ask,
  reach,
  openLogin,
  redirectUrl,
  copy: (text) => navigator.clipboard.writeText(text),
  openOwnTab,
}
const first = { stored: await profiles.read(), methods: await allowedMethods.read() }
const root = document.querySelector('#app')
if (root !== null) render(<App port={port} first={first} />, root)
