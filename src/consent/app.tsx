import { useEffect, useReducer } from 'preact/hooks'
import { firstAsked } from '../contract/pending-consent.ts'
import { Mark } from '../controls/mark.tsx'
import { say, sayCount } from '../words/say.ts'
import { AskingSite } from './asking-site.tsx'
import type { ConsentPort } from './consent-port.ts'
import { readSnapshot, watchSnapshot, type Snapshot } from './snapshot.ts'

interface AppProps {
  port: ConsentPort
  /** Read before the first drawing, so that nothing jumps. */
  first: Snapshot
}

/** The whole page: the site that asked first, and how many wait behind it. */
export function App({ port, first }: AppProps) {
  const [snapshot, merge] = useReducer(
    (snapshot: Snapshot, part: Partial<Snapshot>): Snapshot => ({ ...snapshot, ...part }),
    first,
  )
  useEffect(() => {
    const stop = watchSnapshot(port, merge)
    // What changed between the first reading and the watch.
    void readSnapshot(port).then(merge)
    return stop
  }, [port])
  const asked = firstAsked(snapshot.pending)
  const behind = snapshot.pending.length - 1
  return (
    <>
      <header>
        <Mark />
        <p class="brand">{say('extensionName')}</p>
        {behind > 0 && <p class="note">{sayCount('consentWait', behind)}</p>}
      </header>
      {asked === undefined ? (
        <section class="card done">
          <h1>{say('consentNone')}</h1>
          <p>{say('consentNoneLead')}</p>
        </section>
      ) : (
        <AskingSite key={`${asked.origin} ${asked.since}`} port={port} asked={asked} snapshot={snapshot} />
      )}
    </>
  )
}
