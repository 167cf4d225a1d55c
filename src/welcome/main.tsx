import { render } from 'preact'
import { ownMessages } from '../browser/own-messages.ts'
import { shortcuts } from '../browser/shortcuts.ts'
import { beginOwnPage } from '../words/page.ts'
import { Welcome } from './welcome.tsx'

await beginOwnPage(ownMessages, 'titleWelcome')
const root = document.querySelector('#app')
const key = await shortcuts.showClaims()
if (root !== null) render(<Welcome claimsKey={key} />, root)
