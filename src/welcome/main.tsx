import { render } from 'preact'
import { messages } from '../browser/messages.ts'
import { shortcuts } from '../browser/shortcuts.ts'
import { beginPage } from '../words/page.ts'
import { Welcome } from './welcome.tsx'

beginPage(messages, 'titleWelcome')
const root = document.querySelector('#app')
const key = await shortcuts.showClaims()
if (root !== null) render(<Welcome claimsKey={key} />, root)
