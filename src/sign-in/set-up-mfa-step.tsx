import { useState } from 'preact/hooks'
import { say } from '../words/say.ts'
import { methodsIn } from './methods.ts'
import { OptionButtons } from './option-buttons.tsx'
import { SetUpAuthenticator } from './set-up-authenticator.tsx'
import { SetUpEmail } from './set-up-email.tsx'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

/** What can be set up within a sign-in. A phone number cannot: only whoever runs the pool can enter one. */
const POSSIBLE = new Set(['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'])

/** The pool wants a second factor, and there is none yet. */
export function SetUpMfaStep({ pool, ...step }: Step<'setUpMfa'> & { pool: string }) {
  const options = step.screen.options.filter((option) => POSSIBLE.has(option))
  const [chosen, choose] = useState<string>()
  const back = options.length > 1 ? () => choose(undefined) : undefined
  const way = options.length === 1 ? options[0] : chosen
  if (way === 'SOFTWARE_TOKEN_MFA') return <SetUpAuthenticator step={step} pool={pool} back={back} />
  if (way === 'EMAIL_OTP') return <SetUpEmail step={step} back={back} />
  const lead = say(options.length === 0 ? 'setUpMfaImpossible' : 'setUpMfaLead')
  return (
    <StepForm step={step} title={say('setUpMfaTitle')} lead={lead}>
      <OptionButtons
        label={say('secondFactors')}
        options={methodsIn(options)}
        busy={step.busy}
        stop={step.stop}
        choose={choose}
      />
    </StepForm>
  )
}
