import type { RefObject } from 'preact'
import { Field } from '../controls/field.tsx'
import { say } from '../words/say.ts'

interface CodeFieldProps {
  inputRef: RefObject<HTMLInputElement | null>
  readOnly: boolean
  hint?: string
}

/** A code that came by message, e-mail or from an app; browsers and password managers know how to fill it in. */
export function CodeField({ inputRef, readOnly, hint }: CodeFieldProps) {
  return (
    <Field
      label={say('code')}
      name="code"
      inputRef={inputRef}
      {...(hint === undefined ? {} : { hint })}
      input={{
        class: 'code',
        autocomplete: 'one-time-code',
        inputMode: 'numeric',
        autocapitalize: 'none',
        spellcheck: false,
        readOnly,
      }}
    />
  )
}
