import { useEffect, useState } from 'preact/hooks'
import type { ConsentPort } from './consent-port.ts'

/** In milliseconds: longer than a click that was meant for what lay here before. */
const WAIT = 500

/** Whether the window has been seen and had the focus for long enough to be answered with a yes. */
export function useArmed({ later }: Pick<ConsentPort, 'later'>): boolean {
  const [armed, arm] = useState(false)
  useEffect(() => {
    let cancel = () => {}
    const look = () => {
      cancel()
      arm(false)
      if (document.hasFocus() && !document.hidden) cancel = later(WAIT, () => arm(true))
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
