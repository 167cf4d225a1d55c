import { useEffect, useRef, useState } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import { useTime } from '../claims/time-context.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { useAsking } from '../controls/use-asking.ts'
import type { StoredSession } from '../contract/stored-session.ts'
import { pieces, say } from '../words/say.ts'
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
    <section class="take-over" aria-label={say('takeOverLabel')} tabIndex={-1} ref={box}>
      {looking.busy && (
        <p class="note" role="status">
          {say('takeOverLooking')}
        </p>
      )}
      {found?.length === 0 && (
        <p class="note" role="status">
          {say('takeOverNone')}
        </p>
      )}
      {found?.map((session) => (
        <FoundSession key={session.account} port={port} tabId={tabId} session={session} cancel={cancel} />
      ))}
      <ErrorNote error={looking.error} />
      {(found === undefined || found.length === 0) && (
        <div class="actions">
          <button type="button" class="quiet" onClick={cancel}>
            {say('close')}
          </button>
        </div>
      )}
    </section>
  )
}

function Name({ of: { username, email } }: { of: StoredSession }) {
  return (
    <>
      <strong>
        <ShownText text={email ?? username} />
      </strong>
      {email !== undefined && email !== username && (
        <>
          {' '}
          (<ShownText text={username} />)
        </>
      )}
    </>
  )
}

function FoundSession({ port, tabId, session, cancel }: TakeOverProps & { session: StoredSession }) {
  const { busy, error, run, stop } = useAsking()
  const { words } = useTime()
  const { account, signedInAt } = session
  const name = <Name of={session} />
  const take = async () => {
    const taken = await run(() => port.ask('importStoredSession', { tabId, account }))
    if (taken !== undefined) cancel()
  }
  return (
    <>
      <p>
        {signedInAt === undefined
          ? pieces('takeOverWho', { name })
          : pieces('takeOverWhoSince', { name, date: words.date(signedInAt) })}
      </p>
      <p class="note">{say('takeOverWarning')}</p>
      <ErrorNote error={error} />
      <div class="actions">
        <AskButton busy={busy} stop={stop} working={say('takeOverDoing')} onClick={() => void take()}>
          {say('takeOverDo')}
        </AskButton>
        <button type="button" class="quiet" onClick={cancel}>
          {say('cancel')}
        </button>
      </div>
    </>
  )
}
