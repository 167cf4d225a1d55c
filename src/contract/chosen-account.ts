import type { AccountId } from './identity.ts'
import type { SessionViewRecord } from './view.ts'

/** The accounts the person can switch between. */
export function switchable(views: readonly SessionViewRecord[]): SessionViewRecord[] {
  return views.filter(({ state }) => state !== 'signedOut')
}

/**
 * Which account is meant where none is named: the one the person chose while it has a session, else one that
 * has. The popup and the panel draw by this rule, so that they never speak of two people.
 */
export function chosenView(
  views: readonly SessionViewRecord[],
  ...choices: readonly (AccountId | undefined)[]
): SessionViewRecord | undefined {
  const candidates = switchable(views)
  for (const choice of choices) {
    const named = candidates.find(({ account }) => account === choice)
    if (named !== undefined) return named
  }
  return candidates.find(({ state }) => state === 'signedIn') ?? candidates[0]
}
