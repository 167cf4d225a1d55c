import { useEffect, useRef, useState } from 'preact/hooks'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import type { OptionsPort } from '../options-port.ts'
import { Sure } from '../sure.tsx'
import { activityFile } from './activity-file.ts'
import type { Noted } from './timeline.ts'
import { say } from '../../words/say.ts'

interface KeepCardProps {
  port: Pick<OptionsPort, 'ask' | 'save'>
  noted: readonly Noted[]
  cleared: () => void
}

/** Takes the record elsewhere, or ends it once the person is sure. */
export function KeepCard({ port, noted, cleared }: KeepCardProps) {
  const [sure, setSure] = useState(false)
  const { busy, error, run, stop } = useAsking()
  const again = useFocusBack(sure)
  const clear = async () => {
    if ((await run(() => port.ask('clearActivity', {}))) === undefined) return
    setSure(false)
    cleared()
  }
  return (
    <section class="card" aria-labelledby="record">
      <h2 id="record">{say('activityRecord')}</h2>
      <p class="hint">{say('activityRecordLead')}</p>
      <ErrorNote error={error} />
      {sure ? (
        <Sure
          question={say('activityClearSure')}
          yes={say('activityClearDo')}
          working={say('activityClearing')}
          no={say('activityKeep')}
          busy={busy}
          stop={stop}
          go={() => void clear()}
          leave={() => setSure(false)}
        />
      ) : (
        <div class="actions">
          <button type="button" onClick={() => port.save('activity.json', activityFile(noted))}>
            {say('activityExport')}
          </button>
          <button ref={again} type="button" class="quiet" onClick={() => setSure(true)}>
            {say('activityClear')}
          </button>
        </div>
      )}
    </section>
  )
}

/** Who answered the question finds the focus where it was before. */
function useFocusBack(asking: boolean) {
  const button = useRef<HTMLButtonElement>(null)
  const before = useRef(asking)
  useEffect(() => {
    if (before.current && !asking) button.current?.focus()
    before.current = asking
  }, [asking])
  return button
}
