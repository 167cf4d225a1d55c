import { useEffect, useState } from 'preact/hooks'
import type { ConsentPort } from './consent-port.ts'

/** In milliseconds: longer than a click that was meant for what lay here before. */
const WAIT = 500

/** Whether the window has been seen and had the focus for long enough to be answered with a yes. */
export function useArmed({ later }: Pick<ConsentPort, 'later'>): boolean {
  const [armed, arm] = useState(false)
  useEffect(() => {
    let cancel = () => {}
    let had = false
    // Tidings of a focus that is there already come late, and must not take the click away that they meet.
    const look = (event?: Event) => {
      const has = event?.type !== 'blur' && document.hasFocus() && !document.hidden
      if (has === had) return
      had = has
      cancel()
      arm(false)
      if (has) cancel = later(WAIT, () => arm(true))
    }
    const stop = new AbortController()
    for (const event of ['focus', 'blur']) window.addEventListener(event, look, stop)
    document.addEventListener('visibilitychange', look, stop)
    look()
    return () => {
      cancel()
      stop.abort()
    }
  }, [later])
  return armed
}
