import { ShownText } from '../claims/shown-text.tsx'
import { isWaiting, type SigningIn } from '../contract/signing-in.ts'
import { pieces, say } from '../words/say.ts'
import type { PopupPort } from './popup-port.ts'

/** A sign-in that waits for an answer in a tab, or did before that was closed. */
export function UnderWay({ port, signingIns }: { port: PopupPort; signingIns: readonly SigningIn[] }) {
  const waiting = signingIns.find(isWaiting)
  if (waiting === undefined) return null
  return (
    <div class="actions">
      <span class="apart">{pieces('underWay', { name: <ShownText text={waiting.username} /> })}</span>
      <button type="button" onClick={() => void port.openSignInPage(waiting.id)}>
        {say('underWayGoOn')}
      </button>
    </div>
  )
}
