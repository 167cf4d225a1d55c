import { render } from 'preact'
import { App } from '../../../src/setup/app.tsx'
import type { SetupPort } from '../../../src/setup/setup-port.ts'
import { profile } from '../popup-stage/people.ts'
import { still } from './fake-port.ts'
import { setupStates } from './states.ts'

/** Mounts the page that sets user pools up, in the state that the address names. */
const state = setupStates[new URLSearchParams(location.search).get('state') ?? '']
const root = document.querySelector('#app')
if (state !== undefined && root !== null) {
  const { profiles = [profile], methods = [] } = state
  const port: SetupPort = {
    profiles: still(profiles),
    presets: [],
    methods: still(methods),
    ask: () => new Promise(() => {}),
    reach: () => Promise.resolve(undefined),
    openLogin: () => Promise.resolve({ state: 'cancelled' }),
    redirectUrl: (poolId) => `https://mophcmpmhijfcmgpeabfgglojbeeclif.chromiumapp.org/${poolId}`,
    copy: () => Promise.resolve(),
    openOwnTab: () => Promise.resolve(),
  }
  render(<App port={port} first={{ stored: profiles, methods }} />, root)
  document.documentElement.dataset['ready'] = 'true'
}
