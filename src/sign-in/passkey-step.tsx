import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import { useState } from 'preact/hooks'
import type { SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import type { ErrorCode } from '../contract/errors.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { say } from '../words/say.ts'
import { LoginPageLink } from './login-page-link.tsx'
import { passkeyFailure, relyingPartyOf } from './relying-party.ts'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

type PasskeyStepProps = Step<'passkey'> & { profile: Profile | undefined; methods: readonly SignInMethod[] }

/** A passkey, used in this page. */
export function PasskeyStep({ profile, methods, ...step }: PasskeyStepProps) {
  const { busy, error, use } = usePasskey(step)
  const origin = relyingPartyOf(step.screen.options)
  const lead =
    origin === undefined ? say('passkeyNowhere') : say('passkeyLead', { host: new URL(origin).hostname })
  return (
    <StepForm step={{ ...step, busy, error }} title={say('passkeyTitle')} lead={lead} canGoBack>
      {origin !== undefined && (
        <div class="actions">
          <AskButton
            kind="primary"
            busy={busy}
            working={say('passkeyWaiting')}
            onClick={() => void use(step.port.requestHost(origin))}
          >
            {say('passkeyUse')}
          </AskButton>
          <LoginPageLink profile={profile} methods={methods} />
        </div>
      )}
    </StepForm>
  )
}

/** The browser's half first, which can fail on its own; the host is asked for in the click itself. */
function usePasskey(step: Step<'passkey'>) {
  const [using, setUsing] = useState(false)
  const [failure, setFailure] = useState<WireError<ErrorCode>>()
  const use = async (granted: Promise<boolean>) => {
    setUsing(true)
    setFailure(undefined)
    try {
      if (!(await granted)) throw new Error('No host permission.')
      await step.answer({ credential: await step.port.passkeys.use(step.screen.options) })
    } catch (error) {
      setFailure(passkeyFailure(error))
    }
    setUsing(false)
  }
  return { busy: step.busy || using, error: failure ?? step.error, use }
}
