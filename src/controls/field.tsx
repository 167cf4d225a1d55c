import type { InputHTMLAttributes, Ref } from 'preact'
import { useId } from 'preact/hooks'

interface FieldProps {
  label: string
  name: string
  /** A word on what to enter. */
  hint?: string
  wrong?: string | undefined
  input?: InputHTMLAttributes
  inputRef?: Ref<HTMLInputElement>
}

/** A labelled input with its hint and what is wrong with it, tied together for those who only hear them. */
export function Field({ label, name, hint, wrong, input, inputRef }: FieldProps) {
  const id = useId()
  const note = wrong ?? hint
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...input}
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        id={id}
        name={name}
        aria-invalid={wrong !== undefined}
        {...(note === undefined ? {} : { 'aria-describedby': `${id}-note` })}
      />
      {note !== undefined && (
        <p id={`${id}-note`} class={wrong === undefined ? 'hint' : 'wrong'}>
          {note}
        </p>
      )}
    </div>
  )
}
