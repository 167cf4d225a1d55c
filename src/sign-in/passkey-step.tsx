import type { SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { useAsking } from '../controls/use-asking.ts'
import { say } from '../words/say.ts'
import { LoginPageLink } from './login-page-link.tsx'
import { passkeyFailure, relyingPartyOf } from './relying-party.ts'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

type PasskeyStepProps = Step<'passkey'> & { profile: Profile | undefined; methods: readonly SignInMethod[] }

/** A passkey, used in this page. */
export function PasskeyStep({ profile, methods, ...step }: PasskeyStepProps) {
  const { busy, error, use, stop } = usePasskey(step)
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
            stop={stop}
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
  const asking = useAsking()
  const use = (granted: Promise<boolean>) =>
    asking.run(async (signal) => {
      try {
        if (!(await granted)) throw new Error('No host permission.')
        // Who waits no more is asked for no passkey, and signs in with none.
        signal.throwIfAborted()
        const credential = await step.port.passkeys.use(step.screen.options, signal)
        signal.throwIfAborted()
        await step.answer({ credential })
      } catch (error) {
        return { ok: false, error: passkeyFailure(error) }
      }
      return { ok: true, value: null }
    })
  const stop = () => {
    asking.stop()
    step.stop()
  }
  return { stop, busy: step.busy || asking.busy, error: asking.error ?? step.error, use }
}
