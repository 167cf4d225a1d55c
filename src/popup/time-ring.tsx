import { useTicking, useTime } from '../claims/time-context.ts'
import type { SignedInView } from '../contract/view.ts'
import { say } from '../words/say.ts'
import { lifeLeft, ringDash } from './ring.ts'

/** The access token's time left, as a ring and in words. It alone is drawn anew as it ticks. */
export function TimeRing({ view }: { view: Pick<SignedInView, 'issuedAt' | 'accessExpiresAt'> }) {
  const { words } = useTime()
  const { issuedAt, accessExpiresAt } = view
  const dash = useTicking((now) => ringDash(lifeLeft(issuedAt, accessExpiresAt, now)))
  const left = useTicking((now) => words.span(accessExpiresAt - now))
  const low = useTicking((now) => lifeLeft(issuedAt, accessExpiresAt, now) < 0.1)
  const [amount, ...unit] = left.split(/\s/)
  return (
    <svg
      class={low ? 'ring low' : 'ring'}
      viewBox="0 0 72 72"
      role="img"
      aria-label={say('ringLabel', { span: left })}
    >
      <circle class="track" cx="36" cy="36" r="32" />
      <circle
        class="left"
        cx="36"
        cy="36"
        r="32"
        pathLength="100"
        stroke-dasharray={dash}
        transform="rotate(-90 36 36)"
      />
      <text class="amount" x="36" y="38">
        {amount}
      </text>
      <text class="unit" x="36" y="51">
        {unit.join(' ')}
      </text>
    </svg>
  )
}
