import { useId, useState } from 'preact/hooks'
import type { ProfileId } from '../contract/identity.ts'
import type { SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import type { SigningIn, SignInStanding, SignInWay } from '../contract/signing-in.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { Field } from '../controls/field.tsx'
import { PasswordField } from '../controls/password-field.tsx'
import { say } from '../words/say.ts'
import { LoginLinks } from './login-links.tsx'
import { offerAt, type Beginning, type Offer } from './offer.ts'
import { OtherWays } from './other-ways.tsx'
import { PoolChoice } from './pool-choice.tsx'
import type { SignInPort } from './sign-in-port.ts'
import { useStart, type Start } from './use-start.ts'

interface StartFormProps {
  port: SignInPort
  profiles: readonly Profile[]
  /** The user pool to begin with, where one was chosen. */
  pool: ProfileId | undefined
  methods: readonly SignInMethod[]
  /** A sign-in that has to begin anew. */
  before: SigningIn | undefined
  stood: (standing: SignInStanding) => void
}

/** What the user pool offers to begin with: its own pages, or a user name and what goes with it. */
export function StartForm({ port, profiles, pool, methods, before, stood }: StartFormProps) {
  const [chosen, choose] = useState<string | undefined>(before?.profile ?? pool)
  const profile = profiles.find(({ id }) => id === chosen) ?? profiles[0]
  const { login, loginLeads, beginnings, plain, ...missing } = offerAt(profile, methods)
  const [led, lead] = useState<SignInWay>()
  const first = beginnings.find(({ way }) => way === led) ?? beginnings[0]
  const start = useStart(port, profile, first?.way, stood)
  const { busy } = start.asking
  const noteId = useId()
  return (
    <form
      class="card step"
      noValidate
      aria-describedby={noteId}
      onSubmit={(event) => {
        event.preventDefault()
        if (first !== undefined) start.begin(first.way)
      }}
    >
      <h1 tabIndex={-1}>{say('signIn')}</h1>
      <p class="lead">{leadOf(before)}</p>
      <PoolChoice profiles={profiles} chosen={profile} choose={choose} />
      <Missing {...missing} />
      {profile !== undefined && login !== undefined && (
        <LoginLinks {...{ profile, login, leads: loginLeads }} above={first !== undefined} />
      )}
      {first !== undefined && (
        <Typed first={first} start={start} plain={plain} username={before?.username ?? ''} />
      )}
      <ErrorNote id={noteId} error={start.asking.error ?? (busy ? undefined : before?.problem)} />
      {first !== undefined && <Actions first={first} start={start} leads={!loginLeads} />}
      <OtherWays
        busy={busy}
        others={beginnings.filter((beginning) => beginning !== first)}
        start={(way) => (way === 'password' ? lead(way) : start.begin(way))}
      />
    </form>
  )
}

function leadOf(before: SigningIn | undefined): string {
  const changed = before?.screen.step === 'start' && before.screen.passwordChanged === true
  return say(changed ? 'signInLeadChanged' : 'lead')
}

function Missing({ why, nowhere }: Pick<Offer, 'why' | 'nowhere'>) {
  return (
    <>
      {why !== undefined && <p class="why">{why}</p>}
      {nowhere && (
        <p class="why">
          {say('loginNowhere')} <a href="/src/options/index.html#pools">{say('loginAddDomain')}</a>
        </p>
      )}
    </>
  )
}

const naming = { autocomplete: 'username', spellcheck: false, autocapitalize: 'none' } as const

interface TypedProps {
  first: Beginning
  start: Start
  plain: boolean
  username: string
}

function Typed({ first, start, plain, username }: TypedProps) {
  const readOnly = start.asking.busy
  return (
    <>
      <Field
        label={say('userName')}
        name="username"
        inputRef={start.username}
        input={{ ...naming, readOnly, defaultValue: username }}
      />
      {first.way === 'password' && <PasswordField inputRef={start.password} readOnly={readOnly} />}
      {first.way === 'password' && plain && <p class="hint">{say('passwordPlain')}</p>}
    </>
  )
}

function Actions({ first, start, leads }: { first: Beginning; start: Start; leads: boolean }) {
  const { busy, stop } = start.asking
  const typed = first.way === 'password'
  return (
    <div class="actions">
      <AskButton
        {...(leads && { kind: 'primary' })}
        busy={busy}
        stop={stop}
        working={say(typed ? 'signingIn' : 'asking')}
      >
        {say(typed ? 'signIn' : first.says)}
      </AskButton>
      {typed && (
        <button type="button" class="link" aria-disabled={busy} onClick={busy ? undefined : start.forgot}>
          {say('forgotPassword')}
        </button>
      )}
    </div>
  )
}
