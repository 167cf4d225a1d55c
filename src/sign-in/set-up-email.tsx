import { useRef } from 'preact/hooks'
import { Field } from '../controls/field.tsx'
import { say } from '../words/say.ts'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

/** An address that codes are to go to. */
export function SetUpEmail({ step, back }: { step: Step<'setUpMfa'>; back: (() => void) | undefined }) {
  const input = useRef<HTMLInputElement>(null)
  const submit = async () => {
    const email = input.current?.value.trim() ?? ''
    if (email === '') return input.current?.focus()
    await step.answer({ email })
  }
  return (
    <StepForm
      step={back === undefined ? step : { ...step, back }}
      title={say('setUpEmailTitle')}
      lead={say('setUpEmailLead')}
      submit={say('sendCode')}
      working={say('sending')}
      onSubmit={() => void submit()}
      canGoBack={back !== undefined}
    >
      <Field
        label={say('attribute_email')}
        name="email"
        inputRef={input}
        input={{ type: 'email', autocomplete: 'email', readOnly: step.busy }}
      />
    </StepForm>
  )
}
