import { chosenView } from '../contract/chosen-account.ts'
import type { AccountId } from '../contract/identity.ts'
import type { Grant } from '../contract/grant.ts'
import type { AllowedSite } from '../contract/policy.ts'
import type { SessionViewRecord } from '../contract/view.ts'

/**
 * Whose session a site has that an operator allows: the one that is meant where none is named, of the app client that
 * the operator named, where they did. Undefined where nobody is signed in there.
 */
export function policyAccount(
  grant: Grant,
  views: readonly SessionViewRecord[],
  current: AccountId | undefined,
): AccountId | undefined {
  const profile = isAllowedSite(grant) ? grant.profile : undefined
  const there = profile === undefined ? views : views.filter((view) => view.profile === profile)
  return chosenView(there, current)?.account
}

function isAllowedSite(grant: Grant): grant is AllowedSite {
  return grant.source === 'policy'
}
