import { useEffect, useState } from 'preact/hooks'
import type { OptionsPort } from '../options-port.ts'
import { notedIn, type Noted } from './timeline.ts'

/** What was noted, the latest first, as it grows; undefined until it is read. */
export function useNoted({ activity }: Pick<OptionsPort, 'activity'>): readonly Noted[] | undefined {
  const [noted, show] = useState<readonly Noted[]>()
  useEffect(() => {
    const stop = activity.onChanged((records) => show(notedIn(records)))
    void activity.read().then((records) => show(notedIn(records)))
    return stop
  }, [activity])
  return noted
}
