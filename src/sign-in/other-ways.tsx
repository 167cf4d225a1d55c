import type { SignInWay } from '../contract/signing-in.ts'
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
      <summary>Other ways to sign in</summary>
      <p class="hint">They work where the user pool offers them. Enter your user name first.</p>
      <div class="actions">
        {others.map(({ way, says }) => (
          <button key={way} type="button" aria-disabled={busy} onClick={busy ? undefined : () => start(way)}>
            {says}
          </button>
        ))}
      </div>
    </details>
  )
}
