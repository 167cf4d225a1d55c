import type { Profile } from '../contract/profile.ts'
import { LoginPageLink } from './login-page-link.tsx'
import type { SignInWay } from '../contract/signing-in.ts'

interface OtherWaysProps {
  busy: boolean
  profile: Profile | undefined
  start: (way: SignInWay) => void
}

/** What some user pools offer beside the password. Nobody who is not signed in is told which a pool does. */
export function OtherWays({ busy, profile, start }: OtherWaysProps) {
  const click = (way: SignInWay) => (busy ? undefined : () => start(way))
  return (
    <details class="advanced">
      <summary>Other ways to sign in</summary>
      <p class="hint">They work where the user pool offers them. Enter your user name first.</p>
      <div class="actions">
        <button type="button" aria-disabled={busy} onClick={click('choice')}>
          Passkey or code…
        </button>
        <button type="button" aria-disabled={busy} onClick={click('custom')}>
          The pool’s own questions…
        </button>
        <LoginPageLink profile={profile} />
      </div>
    </details>
  )
}
