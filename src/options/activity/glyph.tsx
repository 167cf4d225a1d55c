import type { ActivityEntry } from '../../contract/activity.ts'

const door = 'M8 2.5h4.5v11H8M2.5 8h6m-2.3-2.4L8.6 8l-2.4 2.4'
const leaving = 'M6.5 2.5H3v11h3.5M6.5 8h6.5m-2.4-2.4L13 8l-2.4 2.4'
const turning = 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.6h-2.6'
const given = 'M2.5 8.5l3.5 3.5 7.5-7.5'
const taken = 'M4 4l8 8m0-8l-8 8'
const token = 'M8 3v7m-2.8-2.6L8 10.2l2.8-2.8M3 13h10'
const sheets = 'M6 6h7v7.5H6zM10 3.5V2.5H3V10h1'
const eye = 'M1.5 8S4 4 8 4s6.5 4 6.5 4-2.5 4-6.5 4-6.5-4-6.5-4zM8 6.5v3M6.5 8h3'
const clock = 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2 1.3'
const power = 'M5 4.2a5 5 0 1 0 6 0M8 2.3v5'

const drawings: Readonly<Record<ActivityEntry['kind'], string>> = {
  signedIn: door,
  signedOut: leaving,
  signInNeeded: leaving,
  refreshed: turning,
  refreshFailed: turning,
  allowed: given,
  ended: taken,
  refused: taken,
  delivered: token,
  copied: sheets,
  drawn: eye,
  started: power,
  slept: clock,
  clockSetBack: clock,
}

/** A small picture beside the sentence, for the eye that runs along them; the sentence says it all. */
export function Glyph({ kind }: { kind: ActivityEntry['kind'] }) {
  return (
    <span class="glyph" aria-hidden="true">
      <svg viewBox="0 0 16 16" width="14" height="14">
        <path d={drawings[kind]} />
      </svg>
    </span>
  )
}
