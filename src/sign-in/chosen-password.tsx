import { useRef } from 'preact/hooks'
import { PasswordField } from '../controls/password-field.tsx'
import { say } from '../words/say.ts'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

interface ChosenPasswordProps {
  step: Omit<Step, 'screen'>
  /** Cognito's name for the way it is proved; absent where it was chosen before. */
  choice?: string
  back?: () => void
}

/** The password, where it is one of several ways. */
export function ChosenPassword({ step, choice, back }: ChosenPasswordProps) {
  const input = useRef<HTMLInputElement>(null)
  const submit = async () => {
    const password = input.current?.value ?? ''
    if (password === '') return input.current?.focus()
    await step.answer(choice === undefined ? { password } : { choice, password })
    if (input.current !== null) input.current.value = ''
  }
  return (
    <StepForm
      step={back === undefined ? step : { ...step, back }}
      title={say('enterPassword')}
      submit={say('continue')}
      onSubmit={() => void submit()}
      canGoBack={back !== undefined}
    >
      <PasswordField inputRef={input} readOnly={step.busy} />
    </StepForm>
  )
}
