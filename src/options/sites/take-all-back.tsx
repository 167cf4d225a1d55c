import { useState } from 'preact/hooks'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import type { OptionsPort } from '../options-port.ts'
import { Sure } from '../sure.tsx'
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
          yes={say('takeAllBackDo')}
          working={say('takingBack')}
          no={say('keepThem')}
          busy={busy}
          go={() => void take()}
          leave={() => setSure(false)}
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
