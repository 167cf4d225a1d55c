import { useRef } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import { pieces, say } from '../words/say.ts'
import { CodeField } from './code-field.tsx'
import { codeIn } from './code-text.ts'
import { NewPasswordField } from './new-password-field.tsx'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

/** The code for those who forgot their password, and the new one. */
export function ResetPasswordStep(step: Step<'resetPassword'>) {
  const code = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const submit = async () => {
    const typed = codeIn(code.current?.value ?? '')
    const newPassword = password.current?.value ?? ''
    if (typed === '') return code.current?.focus()
    if (newPassword === '') return password.current?.focus()
    if ((await step.answer({ code: typed, newPassword })) && password.current !== null) {
      password.current.value = ''
    }
  }
  const { destination } = step.screen
  return (
    <StepForm
      step={step}
      title={say('resetTitle')}
      lead={
        destination === undefined
          ? say('resetSent')
          : pieces('resetSentTo', { address: <ShownText text={destination} /> })
      }
      submit={say('resetSubmit')}
      working={say('setting')}
      onSubmit={() => void submit()}
    >
      <CodeField inputRef={code} readOnly={step.busy} />
      <NewPasswordField inputRef={password} readOnly={step.busy} />
    </StepForm>
  )
}
