import { useState } from 'preact/hooks'
import { ChosenPassword } from './chosen-password.tsx'
import { methodsIn } from './methods.ts'
import { OptionButtons } from './option-buttons.tsx'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

/** With what to sign in, of what the pool offers this person. */
export function ChooseFactorStep(step: Step<'chooseFactor'>) {
  const [password, setPassword] = useState<string>()
  if (password !== undefined) {
    return <ChosenPassword step={step} choice={password} back={() => setPassword(undefined)} />
  }
  return (
    <StepForm step={step} title="How do you want to sign in?">
      <OptionButtons
        label="Ways to sign in"
        options={methodsIn(step.screen.options)}
        busy={step.busy}
        choose={(choice) =>
          choice.startsWith('PASSWORD') ? setPassword(choice) : void step.answer({ choice })
        }
      />
    </StepForm>
  )
}
