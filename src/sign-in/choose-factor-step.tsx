import { useState } from 'preact/hooks'
import type { SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import { policyWord } from '../controls/policy-words.ts'
import { say } from '../words/say.ts'
import { ChosenPassword } from './chosen-password.tsx'
import { allowedFactors, methodsIn } from './methods.ts'
import { OptionButtons } from './option-buttons.tsx'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

type ChooseFactorStepProps = Step<'chooseFactor'> & {
  profile: Profile | undefined
  methods: readonly SignInMethod[]
}

/** With what to sign in, of what the pool offers this person and the operator allows. */
export function ChooseFactorStep({ profile, methods, ...step }: ChooseFactorStepProps) {
  const [password, setPassword] = useState<string>()
  if (password !== undefined) {
    return <ChosenPassword step={step} choice={password} back={() => setPassword(undefined)} />
  }
  const { options } = step.screen
  const factors = allowedFactors(options, methods, profile?.plainPassword === true)
  const lead = factors.length < options.length ? policyWord(methods) : undefined
  return (
    <StepForm step={step} title={say(factors.length === 0 ? 'factorNone' : 'factorTitle')} lead={lead}>
      <OptionButtons
        label={say('factorLabel')}
        options={methodsIn(factors)}
        busy={step.busy}
        stop={step.stop}
        choose={(choice) =>
          choice.startsWith('PASSWORD') ? setPassword(choice) : void step.answer({ choice })
        }
      />
    </StepForm>
  )
}
