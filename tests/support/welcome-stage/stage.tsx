import { render } from 'preact'
import { Welcome } from '../../../src/welcome/welcome.tsx'
import { beginStage } from '../words/stage-words.ts'

/** Mounts the welcome page; the address says which key shows the claims. */
const root = document.querySelector('#app')
if (beginStage('titleWelcome') && root !== null) {
  render(<Welcome claimsKey={new URLSearchParams(location.search).get('key') ?? ''} />, root)
  document.documentElement.dataset['ready'] = 'true'
}
