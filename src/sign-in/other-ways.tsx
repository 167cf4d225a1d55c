import type { SignInWay } from '../contract/signing-in.ts'
import { say } from '../words/say.ts'
import type { Beginning } from './offer.ts'

interface OtherWaysProps {
  busy: boolean
  others: readonly Beginning[]
  start: (way: SignInWay) => void
}

/** What some user pools offer beside. Nobody who is not signed in is told which a pool does. */
export function OtherWays({ busy, others, start }: OtherWaysProps) {
  if (others.length === 0) return null
  return (
    <details class="advanced">
      <summary>{say('otherWays')}</summary>
      <p class="hint">{say('otherWaysHint')}</p>
      <div class="actions">
        {others.map(({ way, says }) => (
          <button key={way} type="button" aria-disabled={busy} onClick={busy ? undefined : () => start(way)}>
            {say(says)}
          </button>
        ))}
      </div>
    </details>
  )
}
