import { useEffect, useRef, useState } from 'preact/hooks'
import { AskButton } from '../../controls/ask-button.tsx'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import type { OptionsPort } from '../options-port.ts'
import { takeBack, type AllowedSite } from './allowed-sites.ts'

interface TakeAllBackProps {
  port: Pick<OptionsPort, 'ask'>
  sites: readonly AllowedSite[]
  /** They are only those that were searched for. */
  some: boolean
  gone: () => void
}

/** Takes back what all of them have, once the person is sure. */
export function TakeAllBack({ port, sites, some, gone }: TakeAllBackProps) {
  const [sure, setSure] = useState(false)
  const { busy, error, run } = useAsking()
  const which = `${some ? 'these' : 'all'} ${sites.length} sites`
  const take = async () => {
    const all = sites
    if ((await run(() => takeBack(port, all))) !== undefined) gone()
  }
  return (
    <section class="card" aria-label="All at once">
      <ErrorNote error={error} />
      {sure ? (
        <Sure which={which} busy={busy} take={() => void take()} keep={() => setSure(false)} />
      ) : (
        <div class="actions">
          <button type="button" onClick={() => setSure(true)}>
            Take back what {which} have…
          </button>
        </div>
      )}
    </section>
  )
}

interface SureProps {
  which: string
  busy: boolean
  take: () => void
  keep: () => void
}

/** The focus comes to the question: who only hears it knows what the buttons are about. */
function Sure({ which, busy, take, keep }: SureProps) {
  const question = useRef<HTMLParagraphElement>(null)
  useEffect(() => question.current?.focus(), [])
  return (
    <>
      <p ref={question} tabIndex={-1} class="question">
        Take back what {which} have? They lose the session at once, and have to be allowed anew, one by one.
      </p>
      <div class="actions">
        <AskButton kind="primary" busy={busy} working="Taking back…" onClick={take}>
          Take back all
        </AskButton>
        <button type="button" class="quiet" onClick={keep}>
          Keep them
        </button>
      </div>
    </>
  )
}
