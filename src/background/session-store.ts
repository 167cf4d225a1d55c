import type { SessionStorage } from '@cognito-shared-session/cognito-session'
import type { AccountId } from '../contract/identity.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import type { StorageArea } from './ports.ts'

/** What a stored session looks like without its tokens. */
export type ViewOf = (record: string | null) => SessionViewRecord

const SESSION_KEY = /^CognitoSession\.[^.]+\.[^.]+\.session\./

/**
 * One account's place in `storage.session`. The session's record lies under `session:<account>`, and in the
 * same write its tokenless view under `view:<account>`: extension pages read only that, and never see one
 * without the other. Whatever else the session keeps (queued revocations, a damaged record set aside) goes
 * under `kept:<account>:<key>`. No rules of its own: what a record means is the session library's.
 */
export function accountStorage(
  area: StorageArea,
  account: AccountId,
  viewOf: ViewOf,
  written: (view: SessionViewRecord) => void,
): SessionStorage {
  const placeOf = (key: string) => (SESSION_KEY.test(key) ? sessionPlace(account) : `kept:${account}:${key}`)
  return {
    async getItem(key) {
      const value = await area.get(placeOf(key))
      return typeof value === 'string' ? value : null
    },
    async setItem(key, value) {
      if (!SESSION_KEY.test(key)) return area.set({ [placeOf(key)]: value })
      const view = viewOf(value)
      await area.set({ [sessionPlace(account)]: value, [viewPlace(account)]: view })
      return written(view)
    },
    async removeItem(key) {
      await area.remove([placeOf(key)])
    },
  }
}

export const VIEW_PREFIX = 'view:'

export function viewPlace(account: AccountId): string {
  return VIEW_PREFIX + account
}

function sessionPlace(account: AccountId): string {
  return `session:${account}`
}
