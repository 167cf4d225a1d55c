import { render } from 'preact'
import { ownMessages } from '../browser/own-messages.ts'
import { shortcuts } from '../browser/shortcuts.ts'
import { drawPage } from '../words/page.ts'
import { Welcome } from './welcome.tsx'

await drawPage(ownMessages, 'titleWelcome', shortcuts.showClaims(), (key, root) =>
  render(<Welcome claimsKey={key} />, root),
)
