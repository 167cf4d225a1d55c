import { useEffect, useRef, useState } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import { useTime } from '../claims/time-context.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { useAsking } from '../controls/use-asking.ts'
import type { StoredSession } from '../contract/stored-session.ts'
import type { TakeOverProps } from './take-over.tsx'

/** Whose session the site keeps, and whether to take it over. The person decides: a page could have planted its own. */
export function TakeOverChoice({ port, tabId, cancel }: TakeOverProps) {
  const looking = useAsking()
  const [found, show] = useState<readonly StoredSession[]>()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    box.current?.focus()
    void looking.run(() => port.ask('findStoredSessions', { tabId })).then((answer) => show(answer?.found))
  }, [])
  return (
    <section class="take-over" aria-label="This site’s own sign-in" tabIndex={-1} ref={box}>
      {looking.busy && (
        <p class="note" role="status">
          Looking at what this site keeps…
        </p>
      )}
      {found?.length === 0 && (
        <p class="note" role="status">
          This site keeps no sign-in of a user pool that you set up here.
        </p>
      )}
      {found?.map((session) => (
        <FoundSession key={session.account} port={port} tabId={tabId} session={session} cancel={cancel} />
      ))}
      <ErrorNote error={looking.error} />
      {!looking.busy && (found === undefined || found.length === 0) && (
        <div class="actions">
          <button type="button" class="quiet" onClick={cancel}>
            Close
          </button>
        </div>
      )}
    </section>
  )
}

function FoundSession({ port, tabId, session, cancel }: TakeOverProps & { session: StoredSession }) {
  const { busy, error, run } = useAsking()
  const { words } = useTime()
  const { account, username, email, signedInAt } = session
  const take = async () => {
    const taken = await run(() => port.ask('importStoredSession', { tabId, account }))
    if (taken !== undefined) cancel()
  }
  return (
    <>
      <p>
        This site is signed in as{' '}
        <strong>
          <ShownText text={email ?? username} />
        </strong>
        {email !== undefined && email !== username && (
          <>
            {' '}
            (<ShownText text={username} />)
          </>
        )}
        {signedInAt !== undefined && `, since ${words.date(signedInAt)}`}.
      </p>
      <p class="note">
        Go on only if this is you. The extension then holds this sign-in, and the site’s own copy is removed:
        reload the page afterwards.
      </p>
      <ErrorNote error={error} />
      <div class="actions">
        <AskButton busy={busy} working="Taking over…" onClick={() => void take()}>
          Take it over
        </AskButton>
        <button type="button" class="quiet" onClick={cancel}>
          Cancel
        </button>
      </div>
    </>
  )
}
