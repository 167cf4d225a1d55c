import { useState } from 'preact/hooks'
import { AskButton } from '../controls/ask-button.tsx'
import { logoutAddress } from './authorize-address.ts'
import type { LoginPort } from './login-port.ts'
import type { LoginProfile } from './sign-in-flow.ts'

interface AfterLoginProps {
  port: LoginPort
  profile: LoginProfile
  domain: string
  /** Signs in anew, as somebody else. */
  another: () => void
}

/** The login domain has a memory of its own, in the browser's cookies: what follows from it, and what to do. */
export function AfterLogin({ port, profile, domain, another }: AfterLoginProps) {
  return (
    <details class="advanced">
      <summary>Sign in as somebody else</summary>
      <p class="hint">
        The pages at {domain} share their cookies with this browser profile: they know whoever signed in there
        last, in a tab or here, and let them in without a question.
      </p>
      <div class="actions">
        <button type="button" onClick={another}>
          Use another account
        </button>
        <Logout port={port} profile={profile} domain={domain} />
      </div>
    </details>
  )
}

const endings = {
  left: (domain: string) => `You are signed out at ${domain}. The session here stays until you sign out.`,
  kept: (domain: string) =>
    `${domain} did not say that you are signed out. This page’s redirect URL may be missing among the sign-out URLs of the app client.`,
}

function Logout({ port, profile, domain }: Omit<AfterLoginProps, 'another'>) {
  const [state, become] = useState<'idle' | 'busy' | 'left' | 'kept'>('idle')
  const leave = async () => {
    become('busy')
    const back = port.redirectUrl(profile.poolId)
    const came = await port.openLogin(logoutAddress(profile.login, profile.clientId, back), false)
    become(came.state === 'answered' && came.address.split(/[?#]/)[0] === back ? 'left' : 'kept')
  }
  return (
    <>
      <AskButton kind="quiet" busy={state === 'busy'} working="Signing out…" onClick={() => void leave()}>
        Sign out at {domain}
      </AskButton>
      <p role="status" class="hint">
        {state === 'left' || state === 'kept' ? endings[state](domain) : ''}
      </p>
    </>
  )
}
