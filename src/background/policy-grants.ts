import type { Gives, Want } from '@cognito-shared-session/page-sdk/protocol'
import { covers, type Grant } from '../contract/grant.ts'
import type { Origin } from '../contract/identity.ts'
import type { AllowedSite } from '../contract/policy.ts'
import type { Accounts } from './accounts.ts'
import type { OperatorPolicy } from './policy.ts'

/**
 * What an operator gives sites, or one of them, as grants: of the account that is meant where none is named. Computed
 * at each question and never stored, so that a policy that is withdrawn leaves nothing behind.
 *
 * @param unread whether what an earlier policy gave counts, while the policy cannot be read
 */
export async function policyGrants(
  policy: OperatorPolicy,
  accounts: Accounts,
  only?: Origin,
  unread?: true,
): Promise<Grant[]> {
  const { allowedSites } = await (unread ? policy.knownBefore() : policy.known())
  const meant = allowedSites.filter(({ origin }) => only === undefined || origin === only)
  return Promise.all(meant.map((site) => ofAccount(site, accounts)))
}

async function ofAccount({ profile, ...grant }: AllowedSite, accounts: Accounts): Promise<Grant> {
  return { ...grant, account: (await accounts.at(profile)) ?? grant.account }
}

/**
 * What a site has by the person and by the operator together, where both speak of one account; else the person's counts,
 * unless it was given beside the operator's.
 */
export function joinedGrant(own: Grant | undefined, policy: Grant | undefined): Grant | undefined {
  if (own === undefined || policy?.account !== own.account)
    return own?.beside ? (policy ?? own) : (own ?? policy)
  return {
    ...own,
    gives: joinedGives(own.gives, policy.gives),
    frames: [...new Set([...own.frames, ...policy.frames])],
    maySignOut: own.maySignOut || policy.maySignOut,
  }
}

/**
 * What of a person's yes is theirs. What an operator gives stays the operator's, though the person said yes to both in
 * one; what the person had given before stays the person's.
 */
export function ownPart<Yes extends Pick<Grant, 'gives' | 'maySignOut'>>(
  yes: Yes,
  policy?: Grant,
  had?: Grant,
) {
  const isOwn = (is: (grant: Pick<Grant, 'gives' | 'maySignOut'>) => boolean) =>
    is(yes) && !(policy && is(policy) && !(had && is(had)))
  const gives: Gives = {
    claims: yes.gives.claims.filter((name) => isOwn((grant) => grant.gives.claims.includes(name))),
    idToken: isOwn((grant) => grant.gives.idToken),
    accessToken: isOwn((grant) => grant.gives.accessToken),
  }
  const maySignOut = isOwn((grant) => grant.maySignOut)
  return { ...yes, gives, maySignOut, ...(!covers(gives, yes.gives) && { beside: true as const }) }
}

/** What is in the one or the other. */
export function joinedGives(one: Gives, { claims = [], idToken = false, accessToken = false }: Want): Gives {
  return {
    claims: [...new Set([...one.claims, ...claims])],
    idToken: one.idToken || idToken,
    accessToken: one.accessToken || accessToken,
  }
}
