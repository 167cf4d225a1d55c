import { useState } from 'preact/hooks'
import { AskButton } from '../controls/ask-button.tsx'
import { say } from '../words/say.ts'
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
      <summary>{say('somebodyElse')}</summary>
      <p class="hint">{say('somebodyElseHint', { domain })}</p>
      <div class="actions">
        <button type="button" onClick={another}>
          {say('anotherAccount')}
        </button>
        <Logout port={port} profile={profile} domain={domain} />
      </div>
    </details>
  )
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
      <AskButton
        kind="quiet"
        busy={state === 'busy'}
        working={say('signingOut')}
        onClick={() => void leave()}
      >
        {say('logout', { domain })}
      </AskButton>
      <p role="status" class="hint">
        {state === 'left' && say('logoutLeft', { domain })}
        {state === 'kept' && say('logoutKept', { domain })}
      </p>
    </>
  )
}
