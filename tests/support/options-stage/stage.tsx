import { render } from 'preact'
import { TimeContext } from '../../../src/claims/time-context.ts'
import { App } from '../../../src/options/app.tsx'
import { readKnown } from '../../../src/options/known.ts'
import { stageTime } from '../stage-clock.ts'
import { beginStage } from '../words/stage-words.ts'
import { fakePort } from './fake-port.ts'
import { states } from './states.ts'

/** Mounts the options page in the state that the address names, at a moment that stands still. */
const state = states[new URLSearchParams(location.search).get('state') ?? '']
const root = document.querySelector('#app')
if (beginStage('extensionName') && state !== undefined && root !== null) {
  location.hash = state.section
  const port = fakePort(state)
  const time = stageTime()
  const first = await readKnown(port)
  render(
    <TimeContext.Provider value={time}>
      <App port={port} first={first} />
    </TimeContext.Provider>,
    root,
  )
  document.documentElement.dataset['ready'] = 'true'
}
