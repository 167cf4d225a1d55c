import { useRef } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import { Field } from '../controls/field.tsx'
import { say } from '../words/say.ts'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

/** What every challenge carries, and no person asks. */
const OWN = new Set(['USERNAME', 'USER_ID_FOR_SRP'])

/** A question that the user pool's owner wrote. */
export function CustomStep(step: Step<'custom'>) {
  const input = useRef<HTMLInputElement>(null)
  const { screen, signingIn } = step
  const questions = Object.entries(screen.parameters).filter(([name]) => !OWN.has(name))
  const submit = async () => {
    const custom = input.current?.value.trim() ?? ''
    if (custom === '') return input.current?.focus()
    if ((await step.answer({ custom })) && input.current !== null) input.current.value = ''
  }
  return (
    <StepForm
      step={step}
      title={say('customTitle')}
      {...(signingIn.turn > 1 ? { lead: say('customAgain') } : {})}
      submit={say('continue')}
      onSubmit={() => void submit()}
    >
      {questions.map(([name, text]) => (
        <p key={name} class="question">
          <ShownText text={text} />
        </p>
      ))}
      <Field
        label={say('customAnswer')}
        name="answer"
        inputRef={input}
        input={{ autocomplete: 'off', spellcheck: false, autocapitalize: 'none', readOnly: step.busy }}
      />
    </StepForm>
  )
}
