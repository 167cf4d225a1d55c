import { Ticker } from '../../src/claims/ticker.ts'
import { TimeWords } from '../../src/claims/time-words.ts'
import { locale } from '../../src/words/say.ts'
import { NOW } from './popup-stage/people.ts'

/** The time on a stage: it stands still, until somebody lets some of it pass: `pass(milliseconds)`. */
export function stageTime() {
  const ticks = new Set<() => void>()
  let passed = 0
  const pass = (milliseconds: number) => {
    passed += milliseconds
    for (const tick of ticks) tick()
  }
  const every = (_: number, tick: () => void) => {
    ticks.add(tick)
    return () => void ticks.delete(tick)
  }
  Object.assign(globalThis, { pass })
  const ticker = new Ticker({ now: () => NOW + passed, every })
  return { ticker, words: new TimeWords(locale(), 'Europe/Berlin') }
}
