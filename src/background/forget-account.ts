import type { AccountId } from '../contract/identity.ts'
import type { Accounts } from './accounts.ts'
import type { Activity } from './activity.ts'
import type { SessionOwner } from './session-owner.ts'
import type { Sites } from './sites.ts'

interface Rooms {
  activity: Activity
  accounts: Accounts
  owner: SessionOwner
  sites: Sites
}

/**
 * Ends an account here: its sites lose what they had or were about to get, then its session ends, then its records
 * go. Each step may be done twice, and what is left by a worker that died is finished by asking again: the view, by
 * which the account is known, goes last. What happened is forgotten before that, and once more for what happened
 * meanwhile; where it cannot be forgotten the session ends all the same.
 */
export async function forgetAccount(
  { accounts, activity, owner, sites }: Rooms,
  account: AccountId,
): Promise<void> {
  await sites.endAllOf(account)
  await accounts.leave(account)
  await activity.forget(account).catch(() => undefined)
  await owner.forget(account)
  await activity.forget(account)
}
