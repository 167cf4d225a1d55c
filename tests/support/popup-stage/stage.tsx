import { render } from 'preact'
import { Ticker } from '../../../src/claims/ticker.ts'
import { TimeContext } from '../../../src/claims/time-context.ts'
import { TimeWords } from '../../../src/claims/time-words.ts'
import { App } from '../../../src/popup/app.tsx'
import { readSnapshot } from '../../../src/popup/snapshot.ts'
import { locale } from '../../../src/words/say.ts'
import { beginStage } from '../words/stage-words.ts'
import { fakePort } from './fake-port.ts'
import { NOW } from './people.ts'
import { states } from './states.ts'

/** Mounts the popup in the state that the address names, at a moment that stands still. */
const state = states[new URLSearchParams(location.search).get('state') ?? '']
const root = document.querySelector('#app')
if (state !== undefined && root !== null) {
  beginStage('extensionName')
  const port = fakePort(state)
  const ticker = new Ticker({ now: () => NOW, every: () => () => {} })
  const time = { ticker, words: new TimeWords(locale(), 'Europe/Berlin') }
  const first = await readSnapshot(port)
  render(
    <TimeContext.Provider value={time}>
      <App port={port} first={first} />
    </TimeContext.Provider>,
    root,
  )
  document.documentElement.dataset['ready'] = 'true'
}
