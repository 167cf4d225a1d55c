import { useEffect, useRef, useState } from 'preact/hooks'
import { Chips } from '../claims/claim-value.tsx'
import { ShownText } from '../claims/shown-text.tsx'
import type { Profile } from '../contract/profile.ts'
import type { SignedInView } from '../contract/view.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { Condition, ConditionSentence } from './condition.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import type { PopupPort } from './popup-port.ts'
import { StaySignedIn } from '../controls/stay-signed-in.tsx'
import { TimeRing } from './time-ring.tsx'
import { useAsking, type Ask, type Asking } from '../controls/use-asking.ts'
import { whoOf } from '../controls/who.ts'
import { say } from '../words/say.ts'

interface SessionCardProps {
  port: PopupPort
  view: SignedInView
  profile: Profile | undefined
  /** The person just signed in: the focus, which was in the form, goes to who they are now. */
  takeFocus: boolean
  /** Whether sign-ins outlive the browser. */
  stays: boolean
  /** Whether an operator lets them. */
  mayStay: boolean
}

/** Who is signed in, for how long, and what can be done about it. */
export function SessionCard({ port, view, profile, takeFocus, ...staying }: SessionCardProps) {
  const who = whoOf(view)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (takeFocus) heading.current?.focus()
  }, [takeFocus])
  return (
    <section class="card session" aria-labelledby="who">
      <div class="who">
        <TimeRing view={view} />
        <div>
          <h1 id="who" tabIndex={-1} ref={heading}>
            <ShownText text={who.name} />
          </h1>
          {who.detail !== undefined && (
            <p class="detail">
              <ShownText text={who.detail} />
            </p>
          )}
          <p class="hint">
            <ShownText text={profile?.name ?? poolOf(view)} />
          </p>
          <Condition view={view} />
        </div>
      </div>
      <ConditionSentence view={view} />
      {who.groups.length > 0 && <Chips items={who.groups} label={say('groups')} />}
      <SessionActions port={port} view={view} />
      <StaySignedIn port={port} {...staying} />
      <a target="_blank" href={`/src/sign-in/index.html?account=${encodeURIComponent(view.account)}`}>
        {say('passkeysAndDevice')}
      </a>
    </section>
  )
}

function SessionActions({ port, view }: { port: PopupPort; view: SignedInView }) {
  const { account } = view
  const { refresh, leave, leaveAll, put, error } = useQuestions()
  return (
    <>
      <ErrorNote error={error} />
      <div class="actions">
        <AskButton
          busy={refresh.busy || view.refreshing}
          working={say('refreshing')}
          stop={refresh.busy || !view.refreshing ? refresh.stop : undefined}
          disabled={!view.canRefresh}
          onClick={() => put('refresh', () => port.ask('getSession', { forceRefresh: true, account }))}
        >
          {say('refreshNow')}
        </AskButton>
        <span class="apart" />
        <SignOut
          asking={leave}
          also={leaveAll}
          says={say('signOut')}
          signOut={() => put('leave', () => port.ask('signOut', { account }))}
        />
        <SignOut
          kind="quiet"
          asking={leaveAll}
          also={leave}
          says={say('everywhere')}
          label={say('signOutEverywhere')}
          signOut={() => put('leaveAll', () => port.ask('signOut', { account, everywhere: true }))}
        />
      </div>
    </>
  )
}

/** What can be asked here; the error is that of what was asked last. */
function useQuestions() {
  const askings = { refresh: useAsking(), leave: useAsking(), leaveAll: useAsking() }
  const [last, name] = useState<keyof typeof askings>('refresh')
  const put = <Value,>(asked: keyof typeof askings, question: Ask<Value>) => {
    name(asked)
    void askings[asked].run(question)
  }
  return { ...askings, put, error: askings[last].error }
}

interface SignOutProps {
  asking: Asking
  /** The other of the two ways, of which one goes at a time. */
  also: Asking
  says: string
  signOut: () => void
  kind?: 'quiet'
  label?: string
}

function SignOut({ asking, also, says, signOut, ...look }: SignOutProps) {
  return (
    <AskButton
      {...look}
      busy={asking.busy}
      working={say('signingOut')}
      stop={asking.stop}
      disabled={also.busy}
      onClick={signOut}
    >
      {says}
    </AskButton>
  )
}

/** The profile's id begins with the pool's. */
function poolOf(view: SignedInView): string {
  return view.profile.split('/')[0] ?? view.profile
}
