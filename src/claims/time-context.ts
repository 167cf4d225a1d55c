import { createContext } from 'preact'
import { useContext, useEffect, useReducer, useRef } from 'preact/hooks'
import type { Ticker } from './ticker.ts'
import type { TimeWords } from './time-words.ts'

interface Time {
  ticker: Ticker
  words: TimeWords
}

/** The clock and the words for it; given once, at the root of what is drawn. */
export const TimeContext = createContext<Time | undefined>(undefined)

export function useTime(): Time {
  const time = useContext(TimeContext)
  if (time === undefined) throw new Error('Nothing gives the time here: wrap the root in TimeContext.')
  return time
}

/**
 * What `read` makes of the present moment. The component is drawn again only when that changes, so a date
 * that reads "in 3 days" costs nothing while it ticks.
 */
export function useTicking<Value extends string | number | boolean>(read: (now: number) => Value): Value {
  const { ticker } = useTime()
  const shown = read(ticker.now())
  const latest = useRef({ read, shown })
  latest.current = { read, shown }
  const [, redraw] = useReducer((times: number) => times + 1, 0)
  useEffect(
    () =>
      ticker.subscribe((now) => {
        if (latest.current.read(now) !== latest.current.shown) redraw(undefined)
      }),
    [ticker],
  )
  return shown
}
