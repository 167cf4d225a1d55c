import { say } from '../words/say.ts'
import { OptionButtons } from './option-buttons.tsx'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

/** You are signed in; the last question is about the device. */
export function RememberDeviceStep(step: Step<'rememberDevice'>) {
  const options = [
    { value: 'yes', label: say('rememberYes'), hint: say('rememberYesHint') },
    { value: 'no', label: say('rememberNo'), hint: say('rememberNoHint') },
  ]
  return (
    <StepForm step={{ ...step, resend: undefined, startOver: undefined }} title={say('rememberTitle')}>
      <OptionButtons
        label={say('rememberLabel')}
        options={options}
        busy={step.busy}
        stop={step.stop}
        choose={(value) => void step.answer({ remember: value === 'yes' })}
      />
    </StepForm>
  )
}
