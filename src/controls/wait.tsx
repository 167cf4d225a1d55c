import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useTime } from '../claims/time-context.ts'
import { say } from '../words/say.ts'

/** In milliseconds. The clock of a page ticks each second: so a way out is there before ten seconds are over. */
const LONG = 9_000

interface WaitProps {
  busy: boolean
  /** What is under way. */
  working: string
  /** Waits no more. What was asked may still come to pass, and shows then like everything that changes. */
  stop: () => void
  /** What gets the focus then; absent where it goes to what stands around. */
  back?: RefObject<HTMLElement | null>
}

/**
 * What every wait of a person has: it is said aloud as soon as it begins, and once it is long it can be left. Stands
 * beside what shows it, whether something is under way or not: a live region that comes with its text is not heard.
 */
export function Wait({ busy, working, stop, back }: WaitProps) {
  const long = useLong(busy)
  const leave = () => {
    stop()
    back?.current?.focus()
  }
  return (
    <>
      <span role="status" class="unseen-but-heard">
        {busy && `${working} ${long ? say('waitIsLong') : ''}`}
      </span>
      {long && <StopWaiting stop={leave} />}
    </>
  )
}

/** The way out of a wait. */
export function StopWaiting({ stop }: Pick<WaitProps, 'stop'>) {
  return (
    <button type="button" class="quiet" onClick={stop}>
      {say('stopWaiting')}
    </button>
  )
}

/** Whether it has been busy for long. */
export function useLong(busy: boolean): boolean {
  const { ticker } = useTime()
  const [long, become] = useState(false)
  useEffect(() => {
    if (!busy) return
    const began = ticker.now()
    const stop = ticker.subscribe((now) => become(now - began >= LONG))
    return () => {
      stop()
      become(false)
    }
  }, [busy, ticker])
  return long
}
