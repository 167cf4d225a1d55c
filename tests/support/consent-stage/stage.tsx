import { render } from 'preact'
import type { Asked } from '../../../src/browser/ask.ts'
import type { Records } from '../../../src/browser/records.ts'
import { TimeContext } from '../../../src/claims/time-context.ts'
import { App } from '../../../src/consent/app.tsx'
import type { ConsentPort } from '../../../src/consent/consent-port.ts'
import { readSnapshot } from '../../../src/consent/snapshot.ts'
import type { Method, Params } from '../../../src/contract/messages.ts'
import { stageTime } from '../stage-clock.ts'
import { beginStage } from '../words/stage-words.ts'
import { states, type State } from './states.ts'

/** Stands in for storage and the background; what was asked can be read in `globalThis.asked`. */
function fakePort({ stored, given, long }: State): ConsentPort {
  const { pending = [], views = [], profiles = [], settings } = stored
  const asked: { method: string; params: unknown }[] = []
  Object.assign(globalThis, { asked })
  return {
    pending: still(pending),
    views: still(views),
    profiles: still(profiles),
    settings: still(settings === undefined ? [] : [settings]),
    presets: [],
    requestHost: () => (given === undefined ? new Promise(() => {}) : Promise.resolve(given)),
    ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>> {
      asked.push({ method, params })
      if (long) return new Promise(() => {})
      const value: unknown = method === 'allowSite' ? { state: 'waiting' } : null
      return Promise.resolve({ ok: true, value } as Asked<Name>)
    },
    later(milliseconds, callback) {
      const timer = setTimeout(callback, milliseconds)
      return () => clearTimeout(timer)
    },
    onTabClosed: () => () => {},
    openSignInPage: () => Promise.resolve(),
    comeForward: () => Promise.resolve(),
  }
}

function still<Value>(values: readonly Value[]): Records<Value> {
  return { read: () => Promise.resolve([...values]), onChanged: () => () => {} }
}

/** Mounts the window in the state that the address names. */
const state = states[new URLSearchParams(location.search).get('state') ?? '']
const root = document.querySelector('#app')
if (beginStage('titleConsent') && state !== undefined && root !== null) {
  const port = fakePort(state)
  const first = await readSnapshot(port)
  render(
    <TimeContext.Provider value={stageTime()}>
      <App port={port} first={first} />
    </TimeContext.Provider>,
    root,
  )
  document.documentElement.dataset['ready'] = 'true'
}
