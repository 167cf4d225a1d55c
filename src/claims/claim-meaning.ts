import { say, sayIfKnown } from '../words/say.ts'

/**
 * The claims whose meaning is known (`claim_…` among the messages), in the order in which a person wants to read
 * them. Sources of the meanings, by the titles of the
 * Amazon Cognito Developer Guide: [1] "Understanding the identity (ID) token", [2] "Understanding the access
 * token", [3] "Working with user attributes", [4] "Adding groups to a user pool", [5] "Pre token generation
 * Lambda trigger"; and [6] OpenID Connect Core 1.0, section 5.1 "Standard Claims", [7] RFC 7519 section 4.1.
 */
export const knownClaims: readonly string[] = [
  'sub', // [1] [2]
  'cognito:username', // [1]
  'username', // [2]
  'name', // [3] [6]
  'given_name', // [3] [6]
  'family_name', // [3] [6]
  'middle_name', // [3] [6]
  'nickname', // [3] [6]
  'preferred_username', // [3] [6]
  'email', // [3] [6]
  'email_verified', // [3] [6]
  'phone_number', // [3] [6]
  'phone_number_verified', // [3] [6]
  'address', // [3] [6]
  'birthdate', // [3] [6]
  'gender', // [3] [6]
  'locale', // [3] [6]
  'zoneinfo', // [3] [6]
  'picture', // [3] [6]
  'profile', // [3] [6]
  'website', // [3] [6]
  'updated_at', // [3] [6]
  'cognito:groups', // [1] [2] [4]
  'cognito:preferred_role', // [1] [4]
  'cognito:roles', // [1] [4]
  'identities', // [1]
  'scope', // [2]
  'exp', // [1] [2] [7]
  'iat', // [1] [2] [7]
  'nbf', // [7]
  'auth_time', // [1] [2]
  'token_use', // [1] [2]
  'iss', // [1] [2] [7]
  'aud', // [1] [7]
  'client_id', // [2]
  'device_key', // [2]
  'version', // [2]
  'jti', // [1] [2] [7]
  'origin_jti', // [1] [2]
  'event_id', // [1] [2]
  'nonce', // [1]
  'at_hash', // [1]
  'amr', // RFC 8176
]

const ORDER: ReadonlyMap<string, number> = new Map(knownClaims.map((name, place) => [name, place]))

/** What a claim means, or undefined for one that only its issuer knows. */
export function meaningOf(name: string): string | undefined {
  if (ORDER.has(name)) return sayIfKnown(keyOf(name))
  if (name.startsWith('dev:custom:')) return say('claimDeveloper')
  if (name.startsWith('custom:')) return say('claimCustom')
  return undefined
}

/** Names of messages are made of letters, digits and underscores. */
function keyOf(name: string): string {
  return `claim_${name.replace(':', '_')}`
}

/** Known claims first, in reading order; the others after them, as they stand in the token. */
export function inReadingOrder(names: readonly string[]): string[] {
  return [...names].sort((one, other) => placeOf(one) - placeOf(other))
}

function placeOf(name: string): number {
  return ORDER.get(name) ?? ORDER.size
}
