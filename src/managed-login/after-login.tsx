import { useState } from 'preact/hooks'
import { AskButton } from '../controls/ask-button.tsx'
import { useAsking } from '../controls/use-asking.ts'
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
  const [ended, end] = useState<'left' | 'kept'>()
  const { busy, run, stop } = useAsking()
  const leave = async () => {
    end(undefined)
    const back = port.redirectUrl(profile.poolId)
    const address = logoutAddress(profile.login, profile.clientId, back)
    const came = await run(async () => ({ ok: true, value: await port.openLogin(address, false) }))
    // Nothing where nobody waited for it.
    if (came !== undefined) {
      end(came.state === 'answered' && came.address.split(/[?#]/)[0] === back ? 'left' : 'kept')
    }
  }
  return (
    <>
      <AskButton
        kind="quiet"
        busy={busy}
        working={say('signingOut')}
        stop={stop}
        onClick={() => void leave()}
      >
        {say('logout', { domain })}
      </AskButton>
      <p role="status" class="hint">
        {ended === 'left' && say('logoutLeft', { domain })}
        {ended === 'kept' && say('logoutKept', { domain })}
      </p>
    </>
  )
}
