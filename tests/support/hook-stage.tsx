import { render, type FunctionComponent } from 'preact'
import { vi } from 'vitest'
import { Ticker } from '../../src/claims/ticker.ts'
import { TimeContext } from '../../src/claims/time-context.ts'
import { TimeWords } from '../../src/claims/time-words.ts'

/** A hook in a component that draws nothing, where there is no document; its clock is in the test's hands. */
export function hookStage<Props, Given>(use: (props: Props) => Given) {
  const ticks = new Set<() => void>()
  let now = 0
  const every = (_: number, tick: () => void) => {
    ticks.add(tick)
    return () => void ticks.delete(tick)
  }
  let time = { ticker: new Ticker({ now: () => now, every }), words: new TimeWords('en', 'UTC') }
  // Nothing is ever put into it.
  const root = { nodeType: 1, firstChild: null, childNodes: [] } as unknown as Element
  const given: Given[] = []
  const Probe: FunctionComponent<{ props: Props }> = ({ props }) => {
    given.push(use(props))
    return null
  }
  return {
    timers: ticks,
    given: () => {
      const last = given.at(-1)
      if (last === undefined) throw new Error('Nothing was drawn yet.')
      return last
    },
    /** Draws it, and lets its effects run. */
    async draw(props: Props) {
      const before = given.length
      render(
        <TimeContext.Provider value={time}>
          <Probe props={props} />
        </TimeContext.Provider>,
        root,
      )
      await vi.waitFor(() => given.length > before || Promise.reject(new Error('Not drawn.')))
    },
    /** As when the person chooses another language: before the next drawing. */
    speak(locale: string) {
      time = { ...time, words: new TimeWords(locale, 'UTC') }
    },
    pass(milliseconds: number) {
      now += milliseconds
      for (const tick of ticks) tick()
    },
  }
}
