import { render } from 'preact'
import { shortcuts } from '../browser/shortcuts.ts'
import { Welcome } from './welcome.tsx'

const root = document.querySelector('#app')
const key = await shortcuts.showClaims()
if (root !== null) render(<Welcome claimsKey={key} />, root)
