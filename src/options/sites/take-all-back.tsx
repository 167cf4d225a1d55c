import { useState } from 'preact/hooks'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import type { OptionsPort } from '../options-port.ts'
import { Sure } from '../sure.tsx'
import { takeBack, type AllowedSite } from './allowed-sites.ts'
import { say, sayCount } from '../../words/say.ts'

interface TakeAllBackProps {
  port: Pick<OptionsPort, 'ask'>
  /** Those that are shown. */
  sites: readonly AllowedSite[]
  /** They are only those that were searched for. */
  some: boolean
  gone: (sites: readonly AllowedSite[]) => void
}

/**
 * Takes back what all of them have, once the person is sure. They go one by one: it stays until the last has answered,
 * and while there is an error to be read.
 */
export function TakeAllBack({ port, sites, some, gone }: TakeAllBackProps) {
  const [sure, setSure] = useState(false)
  const [taken, setTaken] = useState<readonly AllowedSite[]>()
  const { busy, error, run, stop } = useAsking()
  const take = async () => {
    setTaken(sites)
    const done = (await run((signal) => takeBack(port, sites, signal))) !== undefined
    setTaken(undefined)
    if (done) gone(sites)
    setSure(!done)
  }
  if (sites.length < 2 && !busy && (error === undefined || sites.length === 0)) return null
  const count = (taken ?? sites).length
  return (
    <section class="card" aria-label={say('allAtOnce')}>
      <ErrorNote error={error} />
      {sure ? (
        <Sure
          question={sayCount(some ? 'takeFoundBackSure' : 'takeAllBackSure', count)}
          yes={say('takeAllBackDo')}
          working={say('takingBack')}
          no={say('keepThem')}
          busy={busy}
          stop={stop}
          go={() => void take()}
          leave={() => setSure(false)}
        />
      ) : (
        <div class="actions">
          <button type="button" onClick={() => setSure(true)}>
            {sayCount(some ? 'takeFoundBack' : 'takeAllBack', count)}
          </button>
        </div>
      )}
    </section>
  )
}
