import { useRef, useState } from 'preact/hooks'
import { Field } from '../controls/field.tsx'
import { say } from '../words/say.ts'
import { attributeField } from './attribute-names.ts'
import { NewPasswordField } from './new-password-field.tsx'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

/** A password in place of a temporary one, and what else the pool wants to know of the person. */
export function NewPasswordStep(step: Step<'newPassword'>) {
  const password = useRef<HTMLInputElement>(null)
  const required = useRequired(step.screen.requiredAttributes)
  const submit = async () => {
    const newPassword = password.current?.value ?? ''
    if (newPassword === '') return password.current?.focus()
    const attributes = required.read()
    if (attributes === undefined) return
    if ((await step.answer({ newPassword, attributes })) && password.current !== null) {
      password.current.value = ''
    }
  }
  return (
    <StepForm
      step={step}
      title={say('newPasswordTitle')}
      lead={say('newPasswordLead')}
      submit={say('newPasswordSet')}
      working={say('setting')}
      onSubmit={() => void submit()}
    >
      <NewPasswordField inputRef={password} readOnly={step.busy} />
      {step.screen.requiredAttributes.map((name) => {
        const { label, input } = attributeField(name)
        const wrong = required.missing === name ? say('attributeMissing') : undefined
        const inputRef = required.at(name)
        return (
          <Field key={name} {...{ label, name, wrong, inputRef }} input={{ ...input, readOnly: step.busy }} />
        )
      })}
    </StepForm>
  )
}

/** The inputs of the required attributes, all of which must be filled in. */
function useRequired(names: readonly string[]) {
  const inputs = useRef(new Map<string, HTMLInputElement>())
  const [missing, setMissing] = useState<string>()
  const read = () => {
    const typed = names.map((name) => [name, inputs.current.get(name)?.value.trim() ?? ''] as const)
    const empty = typed.find(([, text]) => text === '')?.[0]
    setMissing(empty)
    if (empty === undefined) return Object.fromEntries(typed)
    inputs.current.get(empty)?.focus()
    return undefined
  }
  const at = (name: string) => (input: HTMLInputElement | null) => {
    if (input !== null) inputs.current.set(name, input)
  }
  return { missing, read, at }
}
