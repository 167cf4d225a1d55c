import { say } from '../words/say.ts'
import { methodsIn } from './methods.ts'
import { OptionButtons } from './option-buttons.tsx'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

/** Which of several second factors. */
export function ChooseMfaStep(step: Step<'chooseMfa'>) {
  return (
    <StepForm step={step} title={say('mfaTitle')} lead={say('mfaLead')}>
      <OptionButtons
        label={say('secondFactors')}
        options={methodsIn(step.screen.options)}
        busy={step.busy}
        stop={step.stop}
        choose={(choice) => void step.answer({ choice })}
      />
    </StepForm>
  )
}
