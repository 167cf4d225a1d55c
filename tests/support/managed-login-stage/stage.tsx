import { render } from 'preact'
import type { Asked } from '../../../src/browser/ask.ts'
import type { LoginWindow } from '../../../src/browser/login-window.ts'
import type { Method } from '../../../src/contract/messages.ts'
import { TimeContext } from '../../../src/claims/time-context.ts'
import { App } from '../../../src/managed-login/app.tsx'
import type { LoginPort } from '../../../src/managed-login/login-port.ts'
import { ada } from '../popup-stage/people.ts'
import { stageTime } from '../stage-clock.ts'
import { beginStage } from '../words/stage-words.ts'
import { REDIRECT, states, type State } from './states.ts'

/** Stands in for the pool's pages and the background. */
function fakePort({ silent, shown, finished, elsewhere }: State): LoginPort {
  const never = new Promise<never>(() => {})
  return {
    ask<Name extends Method>(method: Name): Promise<Asked<Name>> {
      const request = { state: 's', nonce: 'n', codeChallenge: 'c' }
      if (method === 'beginManagedLogin') return Promise.resolve({ ok: true, value: request } as Asked<Name>)
      if (finished === undefined) return never
      const value = { account: ada.account }
      return Promise.resolve(
        (finished === 'signedIn' ? { ok: true, value } : { ok: false, error: finished }) as Asked<Name>,
      )
    },
    openLogin: (address, interactive): Promise<LoginWindow> => {
      if (address.includes('/logout?')) return never
      return Promise.resolve(interactive ? (shown ?? never) : (silent ?? never))
    },
    redirectUrl: () => REDIRECT,
    nameOf: () => Promise.resolve('Ada Lovelace'),
    exclusively: (run) => (elsewhere === true ? Promise.resolve(undefined) : run()),
  }
}

/** Mounts the page in the state that the address names. */
const state = states[new URLSearchParams(location.search).get('state') ?? '']
const root = document.querySelector('#app')
if (beginStage('titleSignIn') && state !== undefined && root !== null) {
  render(
    <TimeContext.Provider value={stageTime()}>
      <App port={fakePort(state)} profile={state.profile} wished={{}} />
    </TimeContext.Provider>,
    root,
  )
  document.documentElement.dataset['ready'] = 'true'
}
