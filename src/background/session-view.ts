import { CognitoAccessToken, CognitoIdToken, parseRecord } from '@cognito-shared-session/cognito-session'
import { describeRecord } from '@cognito-shared-session/cognito-session/status'
import type { AccountId, ProfileId } from '../contract/identity.ts'
import type { SessionViewRecord } from '../contract/view.ts'

/** What stands in a view beside what the record says. */
export interface ViewOwner {
  account: AccountId
  profile: ProfileId
  username: string
}

/**
 * What extension pages may see of a stored session: everything but its tokens. Decoding takes its time, so
 * it happens here, once a write, and never on the way of a question.
 */
export function sessionViewOf(text: string | null, owner: ViewOwner, jitter: number): SessionViewRecord {
  const status = describeRecord(text)
  const common = { version: 1, ...owner, generation: status.generation } as const
  if (status.state === 'signedOut') return { ...common, state: 'signedOut' }
  if (status.state === 'signInNeeded') return { ...common, state: 'signInNeeded', reason: status.reason }
  const tokens = tokensOf(text)
  const { retry } = status
  return {
    ...common,
    state: 'signedIn',
    idClaims: new CognitoIdToken({ IdToken: tokens.id }).decodePayload(),
    accessClaims: new CognitoAccessToken({ AccessToken: tokens.access }).decodePayload(),
    issuedAt: status.issuedAt ?? 0,
    idExpiresAt: status.idTokenExpiresAt ?? 0,
    accessExpiresAt: status.accessTokenExpiresAt ?? 0,
    clockDrift: status.clockDrift,
    sizes: { id: tokens.id.length, access: tokens.access.length },
    canRefresh: status.refreshable,
    refreshing: status.refreshing !== undefined,
    ...(retry === undefined ? {} : { retry: { at: retry.at, code: retry.code, count: retry.count } }),
    signature: { state: 'pending' },
    jitter,
  }
}

function tokensOf(text: string | null): { id: string; access: string } {
  const parsed = parseRecord(text)
  const record = parsed.ok ? parsed.record : undefined
  return record?.state === 'signedIn'
    ? { id: record.idToken, access: record.accessToken }
    : { id: '', access: '' }
}
