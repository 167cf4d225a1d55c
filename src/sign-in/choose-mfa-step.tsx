import { methodsIn } from './methods.ts'
import { OptionButtons } from './option-buttons.tsx'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

/** Which of several second factors. */
export function ChooseMfaStep(step: Step<'chooseMfa'>) {
  return (
    <StepForm step={step} title="How shall you be checked?" lead="This account has several second factors.">
      <OptionButtons
        label="Second factors"
        options={methodsIn(step.screen.options)}
        busy={step.busy}
        choose={(choice) => void step.answer({ choice })}
      />
    </StepForm>
  )
}
