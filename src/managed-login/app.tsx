import { useEffect, useRef, useState } from 'preact/hooks'
import { useKeptFocus } from '../controls/kept-focus.ts'
import { Mark } from '../controls/mark.tsx'
import { StopWaiting, Wait } from '../controls/wait.tsx'
import { say } from '../words/say.ts'
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
  useKeptFocus()
  return (
    <>
      <header>
        <Mark />
        <p class="brand">{say('extensionName')}</p>
      </header>
      {profile === undefined ? <NoPool /> : <Login port={port} profile={profile} wished={wished} />}
    </>
  )
}

function NoPool() {
  return (
    <section class="card">
      <h1>{say('loginNoPoolTitle')}</h1>
      <p class="lead">{say('loginNoPoolLead')}</p>
      <p>{say('loginNoPoolNow')}</p>
    </section>
  )
}

type Shown = { phase: LoginPhase } | { outcome: LoginOutcome; name: string | undefined }

function Login({ port, profile, wished }: AppProps & { profile: LoginProfile }) {
  const [shown, show] = useState<Shown>({ phase: 'looking' })
  const heading = useRef<HTMLHeadingElement>(null)
  const waiting = useRef<AbortController>(undefined)
  const start = async (wish: Wished) => {
    const { signal } = (waiting.current = new AbortController())
    const outcome = await signInFlow(port, profile, wish, (phase) => show({ phase }), signal)
    show({ outcome, name: outcome.state === 'signedIn' ? await port.nameOf(outcome.account) : undefined })
  }
  useEffect(() => void start(wished), [])
  const domain = new URL(profile.login.domain).host
  const { outcome, name } = 'outcome' in shown ? shown : {}
  const phase = 'phase' in shown ? shown.phase : undefined
  const title = phase === undefined ? '' : phaseWords(phase, domain).title
  const stop = () => waiting.current?.abort()
  // Once it is drawn: before, the heading is not there yet.
  useEffect(() => heading.current?.focus(), [outcome])
  return (
    <section class="card">
      {phase !== undefined && <Phase phase={phase} domain={domain} />}
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
        {phase === 'window' && title}
      </p>
      <Wait busy={phase !== undefined && phase !== 'window'} working={title} stop={stop} />
      {/* Nobody is told that it takes long while they type: the way out is there at once. */}
      {phase === 'window' && <StopWaiting stop={stop} />}
    </section>
  )
}

function Phase({ phase, domain }: { phase: LoginPhase; domain: string }) {
  const { title, sentence } = phaseWords(phase, domain)
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{sentence}</p>
      <div class="progress" aria-busy="true" />
    </>
  )
}

function phaseWords(phase: LoginPhase, domain: string): { title: string; sentence: string } {
  switch (phase) {
    case 'looking':
      return { title: say('signingIn'), sentence: say('loginLooking', { domain }) }
    case 'window':
      return { title: say('loginWindowTitle'), sentence: say('loginWindow', { domain }) }
    case 'finishing':
      return { title: say('signingIn'), sentence: say('loginFinishing') }
  }
}
