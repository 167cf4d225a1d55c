import type { TimeWords } from './time-words.ts'

/** Below this a clock is as right as clocks are. Seconds. */
const TOLERATED = 5

/** What to say of a device whose clock is wrong; nothing where it is right. `drift` in seconds, positive: ahead. */
export function clockNote(drift: number, words: TimeWords): string | undefined {
  if (!(Math.abs(drift) >= TOLERATED)) return undefined
  const side = drift > 0 ? 'ahead of' : 'behind'
  return `This device’s clock is ${words.spanInFull(Math.abs(drift) * 1000)} ${side} Cognito’s. The times here are corrected for it.`
}
