import { render } from 'preact'
import { TimeContext } from '../../../src/claims/time-context.ts'
import { App } from '../../../src/popup/app.tsx'
import { readSnapshot } from '../../../src/popup/snapshot.ts'
import { stageTime } from '../stage-clock.ts'
import { beginStage } from '../words/stage-words.ts'
import { fakePort } from './fake-port.ts'
import { states } from './states.ts'

/** Mounts the popup in the state that the address names, at a moment that stands still. */
const state = states[new URLSearchParams(location.search).get('state') ?? '']
const root = document.querySelector('#app')
if (beginStage('extensionName') && state !== undefined && root !== null) {
  const port = fakePort(state)
  const time = stageTime()
  const first = await readSnapshot(port)
  render(
    <TimeContext.Provider value={time}>
      <App port={port} first={first} />
    </TimeContext.Provider>,
    root,
  )
  document.documentElement.dataset['ready'] = 'true'
}
