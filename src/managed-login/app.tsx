import { useEffect, useRef, useState } from 'preact/hooks'
import { Mark } from '../controls/mark.tsx'
import { AfterLogin } from './after-login.tsx'
import type { LoginPort } from './login-port.ts'
import { OutcomeCard } from './outcome-card.tsx'
import {
  signInFlow,
  type LoginOutcome,
  type LoginPhase,
  type LoginProfile,
  type Wished,
} from './sign-in-flow.ts'

interface AppProps {
  port: LoginPort
  /** Undefined where the address names no user pool with managed login. */
  profile: LoginProfile | undefined
  wished: Wished
}

/** The whole page: it signs in at once, and says how that goes and ended. */
export function App({ port, profile, wished }: AppProps) {
  return (
    <>
      <header>
        <Mark />
        <p class="brand">Cognito Shared Session</p>
      </header>
      {profile === undefined ? <NoPool /> : <Login port={port} profile={profile} wished={wished} />}
    </>
  )
}

function NoPool() {
  return (
    <section class="card">
      <h1>No such user pool</h1>
      <p class="lead">
        The user pool of this page is not set up here any more, or has no sign-in pages of its own.
      </p>
      <p>Close this tab, and choose another way to sign in.</p>
    </section>
  )
}

type Shown = { phase: LoginPhase } | { outcome: LoginOutcome; name: string | undefined }

function Login({ port, profile, wished }: AppProps & { profile: LoginProfile }) {
  const [shown, show] = useState<Shown>({ phase: 'looking' })
  const heading = useRef<HTMLHeadingElement>(null)
  const start = async (wish: Wished) => {
    const outcome = await signInFlow(port, profile, wish, (phase) => show({ phase }))
    show({ outcome, name: outcome.state === 'signedIn' ? await port.nameOf(outcome.account) : undefined })
    heading.current?.focus()
  }
  useEffect(() => void start(wished), [])
  const domain = new URL(profile.login.domain).host
  const { outcome, name } = 'outcome' in shown ? shown : {}
  return (
    <section class="card" aria-busy={outcome === undefined}>
      {outcome === undefined && 'phase' in shown && <Phase phase={shown.phase} domain={domain} />}
      {outcome !== undefined && (
        <OutcomeCard {...{ outcome, name, domain, heading }} retry={() => void start(wished)} />
      )}
      {outcome !== undefined && (
        <AfterLogin
          port={port}
          profile={profile}
          domain={domain}
          another={() => void start({ ...wished, loginHint: undefined, another: true })}
        />
      )}
      <p role="status" class="unseen-but-heard">
        {'phase' in shown ? phaseWords(shown.phase, domain).title : ''}
      </p>
    </section>
  )
}

function Phase({ phase, domain }: { phase: LoginPhase; domain: string }) {
  const { title, sentence } = phaseWords(phase, domain)
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{sentence}</p>
      <div class="progress" />
    </>
  )
}

function phaseWords(phase: LoginPhase, domain: string): { title: string; sentence: string } {
  switch (phase) {
    case 'looking':
      return { title: 'Signing in…', sentence: `Asking ${domain} whether you are signed in there already.` }
    case 'window':
      return {
        title: 'Sign in in the window that opened',
        sentence: `It shows ${domain}. Close it to stop; leave this tab open until it is done.`,
      }
    case 'finishing':
      return { title: 'Signing in…', sentence: 'The user pool answered. Fetching your session.' }
  }
}
