import type { CognitoUserSession } from '@cognito-shared-session/cognito-session'
import { SessionError } from '../contract/errors.ts'
import { accountIdOf, profileIdOf, type AccountId, type ProfileId } from '../contract/identity.ts'
import type { ViewOwner } from './session-view.ts'

/**
 * Whose session it is, by its own tokens.
 *
 * @throws SessionError `internal` when the tokens are not of one person at one app client
 */
export function ownerOf(profile: ProfileId, session: CognitoUserSession): ViewOwner {
  const { iss, aud, sub, ...id } = session.getIdToken().decodePayload()
  const access = session.getAccessToken().decodePayload()
  const sane = [iss, aud, sub].every((claim) => typeof claim === 'string')
  if (!sane || access['sub'] !== sub || access['client_id'] !== aud || access['iss'] !== iss) {
    throw new SessionError('internal', 'The user pool answered with tokens that do not belong together.')
  }
  if (profileIdOf({ poolId: poolIdOf(iss), clientId: aud }) !== profile) {
    throw new SessionError('internal', 'The tokens that came are of another user pool or app client.')
  }
  const account = accountIdOf({ issuer: iss, clientId: aud, sub })
  return { account, profile, username: id['cognito:username'] ?? access['username'] ?? sub }
}

/**
 * Who an account is when no record says it any more. Its user name is not known, which is enough for what is
 * left to do for it.
 */
export function ownerBy(account: AccountId): ViewOwner {
  const [issuer = '', clientId = '', sub = ''] = account.split('|')
  return { account, profile: profileIdOf({ poolId: poolIdOf(issuer), clientId }), username: sub }
}

function poolIdOf(issuer: string): string {
  return issuer.slice(issuer.lastIndexOf('/') + 1)
}
