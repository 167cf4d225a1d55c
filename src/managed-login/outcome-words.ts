import { say } from '../words/say.ts'
import type { LoginOutcome } from './sign-in-flow.ts'

export interface OutcomeWords {
  title: string
  sentence: string
  /** The other side's own words, shown as they are. */
  details?: string
}

type Unsuccessful = Exclude<LoginOutcome, { state: 'signedIn' | 'failed' }>

/** What the authorization endpoint may say (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6). */
const refusals = [
  'access_denied',
  'invalid_scope',
  'unauthorized_client',
  'temporarily_unavailable',
  'server_error',
] as const

/** For each way a managed login can end short of a session: what happened, and what to do. */
export function outcomeWords(outcome: Unsuccessful, domain: string): OutcomeWords {
  switch (outcome.state) {
    case 'refused':
      return refused(outcome.error, outcome.description)
    case 'foreign':
      return { title: say('loginForeign'), sentence: say('loginForeignWhy'), details: outcome.reason }
    case 'cancelled':
      return { title: say('notSignedIn'), sentence: say('loginCancelledWhy') }
    case 'stopped':
      return { title: say('notSignedIn'), sentence: say('loginStoppedWhy') }
    case 'interrupted':
      return { title: say('loginInterrupted'), sentence: say('loginInterruptedWhy') }
    case 'running':
      return { title: say('elsewhereTitle'), sentence: say('loginRunningWhy') }
    case 'unreachable':
      return { title: say('loginUnreachable'), sentence: say('loginUnreachableWhy', { domain }) }
  }
}

function refused(error: string, description: string | undefined): OutcomeWords {
  const known = refusals.find((refusal) => refusal === error)
  return {
    title: say('loginRefused'),
    sentence: say(`loginRefused_${known ?? 'unknown'}`),
    details: description === undefined ? error : `${error}: ${description}`,
  }
}
