import type { AccountId } from '../contract/identity.ts'
import type { Accounts } from './accounts.ts'
import type { Grants } from './grants.ts'
import type { SessionOwner } from './session-owner.ts'
import type { Sites } from './sites.ts'

interface Rooms {
  accounts: Accounts
  grants: Grants
  owner: SessionOwner
  sites: Sites
}

/**
 * Ends an account here: its sites lose what they had, then its session ends, then its records go. Each step may
 * be done twice, and what is left by a worker that died is finished by asking again: the view, by which the
 * account is known, goes last.
 */
export async function forgetAccount(
  { accounts, grants, owner, sites }: Rooms,
  account: AccountId,
): Promise<void> {
  for (const grant of await grants.all()) {
    if (grant.account === account) await sites.revoke(grant.origin)
  }
  await accounts.leave(account)
  await owner.forget(account)
}
