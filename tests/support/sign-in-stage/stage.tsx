import { render } from 'preact'
import { TimeContext } from '../../../src/claims/time-context.ts'
import { App } from '../../../src/sign-in/app.tsx'
import { readKnown } from '../../../src/sign-in/known.ts'
import { stageTime } from '../stage-clock.ts'
import { beginStage } from '../words/stage-words.ts'
import { ada } from '../popup-stage/people.ts'
import { fakePort } from './fake-port.ts'
import { states } from './states.ts'

/** Mounts the sign-in page in the state that the address names, at a moment that stands still. */
const state = states[new URLSearchParams(location.search).get('state') ?? '']
const root = document.querySelector('#app')
if (beginStage('titleSignIn') && state !== undefined && root !== null) {
  const port = fakePort(state)
  const first = await readKnown(port)
  const about = {
    transaction: state.signingIns?.[0]?.id,
    account: state.signedIn === true ? ada.account : undefined,
    goOn: true,
  }
  const time = stageTime()
  render(
    <TimeContext.Provider value={time}>
      <App port={port} first={first} about={about} />
    </TimeContext.Provider>,
    root,
  )
  document.documentElement.dataset['ready'] = 'true'
}
