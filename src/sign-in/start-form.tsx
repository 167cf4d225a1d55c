import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Profile } from '../contract/profile.ts'
import type { SigningIn, SignInStanding, SignInWay } from '../contract/signing-in.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { Field } from '../controls/field.tsx'
import { PasswordField } from '../controls/password-field.tsx'
import { useAsking } from '../controls/use-asking.ts'
import { OtherWays } from './other-ways.tsx'
import { PoolChoice } from './pool-choice.tsx'
import type { SignInPort } from './sign-in-port.ts'

interface StartFormProps {
  port: SignInPort
  profiles: readonly Profile[]
  /** The pool that is meant, where one is. */
  pool: string | undefined
  /** A sign-in that has to begin anew. */
  before: SigningIn | undefined
  stood: (standing: SignInStanding) => void
}

const naming = { autocomplete: 'username', spellcheck: false, autocapitalize: 'none' } as const

/** User name and password, and the ways to do without one. */
export function StartForm({ port, profiles, pool, before, stood }: StartFormProps) {
  const [chosen, choose] = useState<string | undefined>(before?.profile ?? pool)
  const profile = profiles.find(({ id }) => id === chosen) ?? profiles[0]
  const { username, password, asking, start, forgot } = useStart(port, profile, stood)
  const noteId = useId()
  const { busy } = asking
  const error = asking.error ?? (busy ? undefined : before?.problem)
  return (
    <form
      class="card step"
      noValidate
      aria-describedby={noteId}
      onSubmit={(event) => {
        event.preventDefault()
        start('password')
      }}
    >
      <h1>Sign in</h1>
      <p class="lead">{leadOf(before)}</p>
      <PoolChoice profiles={profiles} chosen={profile} choose={choose} />
      <Field
        label="User name"
        name="username"
        inputRef={username}
        input={{ ...naming, readOnly: busy, defaultValue: before?.username ?? '' }}
      />
      <PasswordField inputRef={password} readOnly={busy} />
      <ErrorNote id={noteId} error={error} />
      <div class="actions">
        <AskButton kind="primary" busy={busy} working="Signing in…">
          Sign in
        </AskButton>
        <button type="button" class="link" aria-disabled={busy} onClick={busy ? undefined : forgot}>
          Forgot your password?
        </button>
      </div>
      <OtherWays busy={busy} start={start} profile={profile} />
    </form>
  )
}

function leadOf(before: SigningIn | undefined): string {
  const changed = before?.screen.step === 'start' && before.screen.passwordChanged === true
  return changed
    ? 'Your password was changed. Sign in with the new one.'
    : 'Once, here. Every site you allow shares this session.'
}

/** The inputs, where the focus belongs in them, and what can be begun. The password leaves its input once answered. */
function useStart(port: SignInPort, profile: Profile | undefined, stood: (standing: SignInStanding) => void) {
  const asking = useAsking()
  const username = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const focusFirstEmpty = () => (username.current?.value === '' ? username : password).current?.focus()
  useEffect(focusFirstEmpty, [asking.error])
  const begin = async (ask: Parameters<typeof asking.run<SignInStanding>>[0]) => {
    const standing = await asking.run(ask)
    if (password.current !== null) password.current.value = ''
    if (standing !== undefined) stood(standing)
  }
  const start = (way: SignInWay) => {
    const name = username.current?.value.trim() ?? ''
    const secret = password.current?.value ?? ''
    if (profile === undefined || name === '' || (way === 'password' && secret === ''))
      return focusFirstEmpty()
    const question = { profile: profile.id, username: name, way }
    // A choice is made before the password is asked for.
    const typed = way === 'choice' || secret === '' ? {} : { password: secret }
    void begin(() => port.ask('signIn', { ...question, ...typed }))
  }
  const forgot = () => {
    const name = username.current?.value.trim() ?? ''
    if (profile === undefined || name === '') return username.current?.focus()
    void begin(() => port.ask('forgotPassword', { profile: profile.id, username: name }))
  }
  return { username, password, asking, start, forgot }
}
