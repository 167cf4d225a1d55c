import { say } from '../words/say.ts'
import type { TimeWords } from './time-words.ts'

/** Below this a clock is as right as clocks are. Seconds. */
const TOLERATED = 5

/** What to say of a device whose clock is wrong; nothing where it is right. `drift` in seconds, positive: ahead. */
export function clockNote(drift: number, words: TimeWords): string | undefined {
  if (!(Math.abs(drift) >= TOLERATED)) return undefined
  const span = words.spanInFull(Math.abs(drift) * 1000)
  return say(drift > 0 ? 'clockAhead' : 'clockBehind', { span })
}
