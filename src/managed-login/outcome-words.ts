import type { LoginOutcome } from './sign-in-flow.ts'

export interface OutcomeWords {
  title: string
  sentence: string
  /** The other side's own words, shown as they are. */
  details?: string
}

type Unsuccessful = Exclude<LoginOutcome, { state: 'signedIn' | 'failed' }>

/** What the authorization endpoint may say (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6). */
const refusals: Readonly<Record<string, string>> = {
  access_denied: 'You said no there, or a rule of the user pool did.',
  invalid_scope:
    'The app client does not allow one of the scopes that are set up here. Tell whoever runs the user pool.',
  unauthorized_client:
    'The app client is not allowed to sign people in this way. Tell whoever runs the user pool.',
  temporarily_unavailable: 'The user pool has too much to do right now. Try again in a minute.',
  server_error: 'The user pool had an error of its own. Try again in a few minutes.',
}

/** For each way a managed login can end short of a session: what happened, and what to do. */
export function outcomeWords(outcome: Unsuccessful, domain: string): OutcomeWords {
  if (outcome.state === 'refused') {
    const { error, description } = outcome
    return {
      title: 'The user pool said no',
      sentence: refusals[error] ?? UNKNOWN_REFUSAL,
      details: description === undefined ? error : `${error}: ${description}`,
    }
  }
  if (outcome.state === 'foreign') return { ...FOREIGN, details: outcome.reason }
  return plain(domain)[outcome.state]
}

const UNKNOWN_REFUSAL =
  'Its sign-in pages ended with an error. Try again; if it stays so, tell whoever runs the user pool.'

const FOREIGN: OutcomeWords = {
  title: 'The answer does not fit',
  sentence:
    'What came back does not answer this sign-in, so it was thrown away. Try again; if it stays so, tell whoever runs the user pool.',
}

function plain(domain: string): Record<Exclude<Unsuccessful['state'], 'refused' | 'foreign'>, OutcomeWords> {
  return {
    cancelled: {
      title: 'Not signed in',
      sentence: 'The window was closed before the sign-in was done. Nothing has changed.',
    },
    interrupted: {
      title: 'Interrupted',
      sentence:
        'The sign-in was cut off before it was done: it took longer than ten minutes, or another one was begun. Try again; mostly nothing has to be typed twice.',
    },
    running: {
      title: 'A sign-in is already under way',
      sentence: 'It is open in another window or tab. Finish it there, or close that window, then try again.',
    },
    unreachable: {
      title: 'The sign-in page did not open',
      sentence: `The pages at ${domain} could not be loaded. Check the connection, then try again.`,
    },
  }
}
