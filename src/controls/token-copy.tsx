import { useEffect, useRef, useState } from 'preact/hooks'
import type { Tell } from '../claims/copying.ts'
import { useTime } from '../claims/time-context.ts'
import type { TokenKind } from '../claims/token-tabs.tsx'
import type { SignedInView } from '../contract/view.ts'
import { say } from '../words/say.ts'
import { AskButton } from './ask-button.tsx'
import type { CopyPort } from './copy-port.ts'
import { ErrorNote } from './error-note.tsx'
import { tokenEnd } from './token-end.ts'
import { useAsking } from './use-asking.ts'

interface TokenCopyProps {
  port: CopyPort
  view: SignedInView
  kind: TokenKind
  tell: Tell
}

/** Copies a whole token, once the person has read what that means. */
export function TokenCopy(props: TokenCopyProps) {
  const { kind, tell } = props
  const [warned, warn] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const back = (sentence: string) => {
    warn(false)
    tell(sentence)
    opener.current?.focus()
  }
  return (
    <>
      <button
        type="button"
        class="quiet"
        ref={opener}
        aria-expanded={warned}
        onClick={({ isTrusted }) => isTrusted && warn(!warned)}
      >
        {say(`copyToken_${kind}`)}
      </button>
      {warned && <Warning {...props} back={back} />}
    </>
  )
}

/** What whoever holds the token can do with it, and until when. The token is asked for by the click on “yes” alone. */
function Warning({ port, view, kind, back }: TokenCopyProps & { back: (sentence: string) => void }) {
  const { words } = useTime()
  const { busy, error, run, stop } = useAsking()
  const [denied, deny] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    place.current?.focus()
    // Who cancels meanwhile has changed their mind: no token comes into the clipboard later.
    return stop
  }, [])
  const token = kind === 'id' ? 'idToken' : 'accessToken'
  const copy = async () => {
    deny(false)
    const session = await run(() => port.ask('copyToken', { account: view.account, token }))
    const text = session?.state === 'signedIn' ? session[token] : undefined
    if (text === undefined) return deny(session !== undefined)
    await port.copy(text).then(
      () => back(say(`copiedToken_${kind}`, { until: words.date(tokenEnd(text, view.clockDrift)) })),
      () => deny(true),
    )
  }
  const until = words.date(kind === 'id' ? view.idExpiresAt : view.accessExpiresAt)
  return (
    <div class="warning" role="group" aria-label={say(`copyToken_${kind}`)} tabIndex={-1} ref={place}>
      <p>{say(`copyTokenLets_${kind}`, { until })}</p>
      <p>{say('copyTokenWhere')}</p>
      {denied && <p role="alert">{say('copyFailed')}</p>}
      <ErrorNote error={error} />
      <div class="actions">
        <AskButton busy={busy} stop={stop} working={say('copyingToken')} onClick={() => void copy()}>
          {say('copyTokenYes')}
        </AskButton>
        <button type="button" class="quiet" onClick={() => back('')}>
          {say('cancel')}
        </button>
      </div>
    </div>
  )
}
