import type { RefObject } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { ProfileId } from '../contract/identity.ts'
import type { SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { Field } from '../controls/field.tsx'
import { PasswordField } from '../controls/password-field.tsx'
import { PoolField } from './pool-field.tsx'
import type { PopupPort } from './popup-port.ts'
import { useAsking } from '../controls/use-asking.ts'
import { say } from '../words/say.ts'

interface SignInFormProps {
  port: PopupPort
  profiles: readonly Profile[]
  methods: readonly SignInMethod[]
  /** The pool to begin with, where one is meant. */
  pool: ProfileId | undefined
  /** The user name to begin with. */
  username: string
}

/** User name and password for one of the pools, as far as the operator lets people type one. */
export function SignInForm({ port, profiles, methods, pool, username: known }: SignInFormProps) {
  const [chosen, choose] = useState<string | undefined>(pool)
  const profile = profiles.find(({ id }) => id === chosen) ?? profiles[0]
  const { username, password, asking, submit } = useSignIn(port, profile)
  const { busy, error } = asking
  const noteId = useId()
  const login = methods.includes('managedLogin') && profile?.login !== undefined
  const typed = methods.includes('password')
  return (
    <form class="sign-in" onSubmit={(event) => void submit(event)} noValidate aria-describedby={noteId}>
      <PoolField port={port} profiles={profiles} chosen={profile} choose={choose} />
      {login && <LoginButton port={port} profile={profile} hint={known} />}
      {login && typed && <p class="hint">{say('orPassword')}</p>}
      {typed && <UserName inputRef={username} busy={busy} known={known} />}
      {typed && <PasswordField inputRef={password} readOnly={busy} />}
      {!typed && <p class="hint">{say('passwordForbidden')}</p>}
      <ErrorNote id={noteId} error={error} />
      <div class="actions">
        {typed && (
          <AskButton
            {...(!login && { kind: 'primary' })}
            busy={busy}
            stop={asking.stop}
            working={say('signingIn')}
          >
            {say('signIn')}
          </AskButton>
        )}
        <button type="button" class="link" onClick={() => void port.openSignInPage()}>
          {say('moreWays')}
        </button>
      </div>
    </form>
  )
}

interface UserNameProps {
  inputRef: RefObject<HTMLInputElement | null>
  busy: boolean
  known: string
}

function UserName({ inputRef, busy, known }: UserNameProps) {
  const naming = { autocomplete: 'username', spellcheck: false, autocapitalize: 'none' } as const
  const input = { ...naming, readOnly: busy, defaultValue: known }
  return <Field label={say('userName')} name="username" inputRef={inputRef} input={input} />
}

/** The way by the pool's own pages: a tab does it, since the popup closes when another window opens. */
function LoginButton({ port, profile, hint }: { port: PopupPort; profile: Profile; hint: string }) {
  const about = { profile: profile.id, ...(hint === '' ? {} : { hint }) }
  return (
    <button type="button" class="primary" onClick={() => void port.openOwnTab('managed-login', about)}>
      {say('signInWith', { host: new URL(profile.login?.domain ?? '').host })}
    </button>
  )
}

/** The two inputs, where the focus belongs in them, and the question. The password leaves its input once answered. */
function useSignIn(port: PopupPort, profile: Profile | undefined) {
  const asking = useAsking()
  const username = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const focusFirstEmpty = () => (username.current?.value === '' ? username : password).current?.focus()
  useEffect(focusFirstEmpty, [])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const typed = { username: username.current?.value.trim() ?? '', password: password.current?.value ?? '' }
    if (profile === undefined || typed.username === '' || typed.password === '') return focusFirstEmpty()
    const standing = await asking.run(() => port.ask('signIn', { profile: profile.id, ...typed }))
    if (password.current !== null) password.current.value = ''
    if (standing?.transaction !== undefined) return void port.openSignInPage(standing.transaction)
    if (standing === undefined) password.current?.focus()
  }
  return { username, password, asking, submit }
}
