import { OptionButtons } from './option-buttons.tsx'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

const OPTIONS = [
  {
    value: 'yes',
    label: 'Remember this browser',
    hint: 'It stands in for the code next time. Not on a shared computer.',
  },
  { value: 'no', label: 'Do not remember', hint: 'You are asked for a code each time.' },
]

/** You are signed in; the last question is about the device. */
export function RememberDeviceStep(step: Step<'rememberDevice'>) {
  return (
    <StepForm
      step={{ ...step, resend: undefined, startOver: undefined }}
      title="You are signed in. Remember this browser?"
    >
      <OptionButtons
        label="Remember this browser?"
        options={OPTIONS}
        busy={step.busy}
        choose={(value) => void step.answer({ remember: value === 'yes' })}
      />
    </StepForm>
  )
}
