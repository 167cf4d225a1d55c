import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { PasswordField } from '../controls/password-field.tsx'
import { say } from '../words/say.ts'
import { passwordRules } from './password-rules.ts'

interface NewPasswordFieldProps {
  inputRef: RefObject<HTMLInputElement | null>
  readOnly: boolean
}

/** A new password, with the usual rules, checked while it is typed. What is typed stays in the input alone. */
export function NewPasswordField({ inputRef, readOnly }: NewPasswordFieldProps) {
  const [rules, setRules] = useState(() => passwordRules(''))
  const missing = rules.filter(({ met }) => !met).length
  return (
    <div class="field">
      <PasswordField
        inputRef={inputRef}
        readOnly={readOnly}
        label={say('newPassword')}
        autocomplete="new-password"
        onInput={(password) => setRules(passwordRules(password))}
      />
      <ul class="rules" aria-label={say('rules')}>
        {rules.map(({ text, met }) => (
          <li key={text} class={met ? 'met' : ''}>
            <span aria-hidden="true">{met ? '✓' : '·'}</span> {text}
            <span class="unseen-but-heard">{say(met ? 'ruleDone' : 'ruleMissing')}</span>
          </li>
        ))}
      </ul>
      <p role="status" class="unseen-but-heard">
        {missing === 0 ? say('rulesMet') : ''}
      </p>
    </div>
  )
}
