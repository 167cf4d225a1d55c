import { useEffect, useRef, useState } from 'preact/hooks'
import { AskButton } from '../../controls/ask-button.tsx'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import type { OptionsPort } from '../options-port.ts'
import { takeBack, type AllowedSite } from './allowed-sites.ts'
import { say, sayCount } from '../../words/say.ts'

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
  const take = async () => {
    const all = sites
    if ((await run(() => takeBack(port, all))) !== undefined) gone()
  }
  return (
    <section class="card" aria-label={say('allAtOnce')}>
      <ErrorNote error={error} />
      {sure ? (
        <Sure
          question={sayCount(some ? 'takeFoundBackSure' : 'takeAllBackSure', sites.length)}
          busy={busy}
          take={() => void take()}
          keep={() => setSure(false)}
        />
      ) : (
        <div class="actions">
          <button type="button" onClick={() => setSure(true)}>
            {sayCount(some ? 'takeFoundBack' : 'takeAllBack', sites.length)}
          </button>
        </div>
      )}
    </section>
  )
}

interface SureProps {
  question: string
  busy: boolean
  take: () => void
  keep: () => void
}

/** The focus comes to the question: who only hears it knows what the buttons are about. */
function Sure({ question, busy, take, keep }: SureProps) {
  const asked = useRef<HTMLParagraphElement>(null)
  useEffect(() => asked.current?.focus(), [])
  return (
    <>
      <p ref={asked} tabIndex={-1} class="question">
        {question}
      </p>
      <div class="actions">
        <AskButton kind="primary" busy={busy} working={say('takingBack')} onClick={take}>
          {say('takeAllBackDo')}
        </AskButton>
        <button type="button" class="quiet" onClick={keep}>
          {say('keepThem')}
        </button>
      </div>
    </>
  )
}
