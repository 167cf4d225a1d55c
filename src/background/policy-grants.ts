import type { Gives, Want } from '@cognito-shared-session/page-sdk/protocol'
import type { Grant } from '../contract/grant.ts'
import type { Origin } from '../contract/identity.ts'
import type { AllowedSite } from '../contract/policy.ts'
import type { Accounts } from './accounts.ts'
import type { OperatorPolicy } from './policy.ts'

/**
 * What an operator gives sites, or one of them, as grants: of the account that is meant where none is named. Computed
 * at each question and never stored, so that a policy that is withdrawn leaves nothing behind.
 */
export async function policyGrants(
  policy: OperatorPolicy,
  accounts: Accounts,
  only?: Origin,
): Promise<Grant[]> {
  const { allowedSites } = await policy.known()
  const meant = allowedSites.filter(({ origin }) => only === undefined || origin === only)
  return Promise.all(meant.map((site) => ofAccount(site, accounts)))
}

async function ofAccount({ profile, ...grant }: AllowedSite, accounts: Accounts): Promise<Grant> {
  return { ...grant, account: (await accounts.at(profile)) ?? grant.account }
}

/** What a site has by the person and by the operator together, where both speak of one account; else the person's counts. */
export function joinedGrant(own: Grant | undefined, policy: Grant | undefined): Grant | undefined {
  if (own === undefined || policy?.account !== own.account) return own ?? policy
  return {
    ...own,
    gives: joinedGives(own.gives, policy.gives),
    frames: [...new Set([...own.frames, ...policy.frames])],
    maySignOut: own.maySignOut || policy.maySignOut,
  }
}

/** What is in the one or the other. */
export function joinedGives(one: Gives, { claims = [], idToken = false, accessToken = false }: Want): Gives {
  return {
    claims: [...new Set([...one.claims, ...claims])],
    idToken: one.idToken || idToken,
    accessToken: one.accessToken || accessToken,
  }
}
