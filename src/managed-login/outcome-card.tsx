import type { RefObject } from 'preact'
import { ShownText } from '../claims/shown-text.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { pieces, say } from '../words/say.ts'
import { outcomeWords } from './outcome-words.ts'
import type { LoginOutcome } from './sign-in-flow.ts'

interface OutcomeCardProps {
  outcome: LoginOutcome
  /** Who is signed in now; the pool’s cookies, not a name that was typed here, may have decided it. */
  name: string | undefined
  domain: string
  /** Gets the focus when it comes. */
  heading: RefObject<HTMLHeadingElement | null>
  retry: () => void
}

/** How it ended, and what to do now. */
export function OutcomeCard({ outcome, name, domain, heading, retry }: OutcomeCardProps) {
  if (outcome.state === 'signedIn') return <SignedIn name={name} heading={heading} />
  return (
    <>
      <Why outcome={outcome} domain={domain} heading={heading} />
      <div class="actions">
        <button type="button" class="primary" onClick={retry}>
          {say('tryAgain')}
        </button>
        {SETTING_UP.has(outcome.state) && <a href="/src/options/index.html#pools">{say('testConnection')}</a>}
      </div>
    </>
  )
}

/** Ends that may come of how the pool is set up. */
const SETTING_UP: ReadonlySet<LoginOutcome['state']> = new Set(['unreachable', 'refused', 'foreign'])

function SignedIn({ name, heading }: Pick<OutcomeCardProps, 'name' | 'heading'>) {
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {name === undefined
          ? say('loginDoneTitle')
          : pieces('signedInAs', { name: <ShownText text={name} /> })}
      </h1>
      <p class="lead">{say('loginDone')}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => window.close()}>
          {say('closeTab')}
        </button>
      </div>
    </>
  )
}

type Unsuccessful = Exclude<LoginOutcome, { state: 'signedIn' }>

function Why({
  outcome,
  domain,
  heading,
}: Omit<OutcomeCardProps, 'retry' | 'name'> & { outcome: Unsuccessful }) {
  if (outcome.state === 'failed') {
    return (
      <>
        <h1 tabIndex={-1} ref={heading}>
          {say('notSignedIn')}
        </h1>
        <ErrorNote error={outcome.error} />
      </>
    )
  }
  const { title, sentence, details } = outcomeWords(outcome, domain)
  return (
    <>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      <p>{sentence}</p>
      {details !== undefined && (
        <p class="hint">{pieces('loginDetails', { text: <ShownText text={details} /> })}</p>
      )}
    </>
  )
}
