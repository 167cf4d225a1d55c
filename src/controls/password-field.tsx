import type { RefObject } from 'preact'
import { useId, useState } from 'preact/hooks'
import { say } from '../words/say.ts'

interface PasswordFieldProps {
  inputRef: RefObject<HTMLInputElement | null>
  readOnly: boolean
  label?: string
  autocomplete?: 'current-password' | 'new-password'
  /** Told while it is typed; what it is told is not to be kept. */
  onInput?: (password: string) => void
}

/** The password never becomes state: it stands in the input alone, until it is sent. */
export function PasswordField({
  inputRef,
  readOnly,
  label = say('password'),
  autocomplete = 'current-password',
  onInput,
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  const kind = shown ? ({ type: 'text' } as const) : ({ type: 'password' } as const)
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="with-button">
        <input
          ref={inputRef}
          id={id}
          name="password"
          {...kind}
          autocomplete={autocomplete}
          onInput={(event) => onInput?.(event.currentTarget.value)}
          spellcheck={false}
          autocapitalize="none"
          readOnly={readOnly}
        />
        <button
          type="button"
          class="link"
          aria-label={say(shown ? 'hidePassword' : 'showPassword')}
          onClick={() => setShown(!shown)}
        >
          {say(shown ? 'hide' : 'show')}
        </button>
      </div>
    </div>
  )
}
