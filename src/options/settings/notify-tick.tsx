import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useAsking } from '../../controls/use-asking.ts'
import { Wait } from '../../controls/wait.tsx'
import type { OptionsPort } from '../options-port.ts'
import { say } from '../../words/say.ts'

/**
 * Whether a notification says that sign-in is needed. The browser's permission is the whole of the setting: it is asked
 * for by this very click, and given back.
 */
export function NotifyTick({ port: { notifications } }: { port: Pick<OptionsPort, 'notifications'> }) {
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const [on, setOn] = useState(false)
  const [said, tell] = useState('')
  const { busy, run, stop } = useAsking()
  useEffect(() => {
    void notifications.allowed().then(setOn)
    return notifications.onChanged(setOn)
  }, [notifications])
  const change = async (wanted: boolean) => {
    // Before anything is awaited, or the browser refuses to ask.
    const changed = wanted ? notifications.request() : notifications.giveBack()
    setOn(wanted)
    const done = await run(async () => ({ ok: true, value: await changed.catch(() => false) }))
    setOn(done === true ? wanted : !wanted)
    tell(done === false && wanted ? say('notifyRefused') : '')
  }
  return (
    <div class="stay">
      <input
        id={id}
        ref={box}
        type="checkbox"
        checked={on}
        aria-busy={busy}
        aria-describedby={`${id}-why`}
        onClick={(event) => busy && event.preventDefault()}
        onChange={(event) => void change(event.currentTarget.checked)}
      />
      <label for={id}>{say('notify')}</label>
      <p class="hint" id={`${id}-why`}>
        {say('notifyWhy')}
      </p>
      <p role="status" class="wrong">
        {said}
      </p>
      <Wait busy={busy} working={say('waitingForBrowser')} stop={stop} back={box} />
    </div>
  )
}
