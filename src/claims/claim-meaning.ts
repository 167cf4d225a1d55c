/**
 * What each claim says, in the order in which a person wants to read them. Sources, by the titles of the
 * Amazon Cognito Developer Guide: [1] "Understanding the identity (ID) token", [2] "Understanding the access
 * token", [3] "Working with user attributes", [4] "Adding groups to a user pool", [5] "Pre token generation
 * Lambda trigger"; and [6] OpenID Connect Core 1.0, section 5.1 "Standard Claims", [7] RFC 7519 section 4.1.
 */
const MEANINGS: Readonly<Record<string, string>> = {
  sub: 'The user’s id in the pool. It never changes and is never given to anybody else.', // [1] [2]
  'cognito:username': 'The user name in the pool.', // [1]
  username: 'The user name in the pool.', // [2]
  name: 'Full name.', // [3] [6]
  given_name: 'First name or names.', // [3] [6]
  family_name: 'Last name or names.', // [3] [6]
  middle_name: 'Middle name or names.', // [3] [6]
  nickname: 'The name friends use.', // [3] [6]
  preferred_username: 'The name the user likes to be shown by; it can change.', // [3] [6]
  email: 'E-mail address.', // [3] [6]
  email_verified: 'Whether the pool, or an administrator, has confirmed the e-mail address.', // [3] [6]
  phone_number: 'Phone number, with country code.', // [3] [6]
  phone_number_verified: 'Whether the phone number has been confirmed.', // [3] [6]
  address: 'Postal address.', // [3] [6]
  birthdate: 'Date of birth, as YYYY-MM-DD.', // [3] [6]
  gender: 'Gender.', // [3] [6]
  locale: 'Language and region, e.g. en-US.', // [3] [6]
  zoneinfo: 'Time zone, e.g. Europe/Paris.', // [3] [6]
  picture: 'Address of a picture.', // [3] [6]
  profile: 'Address of a profile page.', // [3] [6]
  website: 'Address of a web page or blog.', // [3] [6]
  updated_at: 'When the user’s data last changed.', // [3] [6]
  'cognito:groups': 'The groups of the pool the user is in.', // [1] [2] [4]
  'cognito:preferred_role': 'The IAM role of the group that comes first.', // [1] [4]
  'cognito:roles': 'The IAM roles of the user’s groups.', // [1] [4]
  identities: 'The outside identity providers that this user is linked to.', // [1]
  scope: 'What the access token may be used for.', // [2]
  exp: 'When the token ends.', // [1] [2] [7]
  iat: 'When the token was issued.', // [1] [2] [7]
  nbf: 'Before this moment the token does not count.', // [7]
  auth_time: 'When the user proved who they are: the sign-in itself, not a refresh.', // [1] [2]
  token_use: 'Which of the two tokens this is.', // [1] [2]
  iss: 'The user pool that issued the token.', // [1] [2] [7]
  aud: 'The app client the token is meant for.', // [1] [7]
  client_id: 'The app client the token was issued to.', // [2]
  device_key: 'The device that signed in, where the pool remembers devices.', // [2]
  version: 'The version of the access token’s format.', // [2]
  jti: 'The token’s own id.', // [1] [2] [7]
  origin_jti: 'The id of the sign-in this token descends from; revoking that sign-in revokes it.', // [1] [2]
  event_id: 'The id of the sign-in event, as the pool’s own records have it.', // [1] [2]
  nonce: 'Ties the token to the one request that asked for it.', // [1]
  at_hash: 'Ties this token to the access token that came with it.', // [1]
  amr: 'The methods by which the user proved who they are.', // RFC 8176
}

const ORDER = new Map(Object.keys(MEANINGS).map((name, place) => [name, place]))

/** What a claim means, or undefined for one that only its issuer knows. */
export function meaningOf(name: string): string | undefined {
  if (Object.hasOwn(MEANINGS, name)) return MEANINGS[name]
  if (name.startsWith('dev:custom:')) return 'An attribute of this user pool that only developers may change.'
  if (name.startsWith('custom:')) return 'An attribute that this user pool defines itself.'
  return undefined
}

/** Known claims first, in reading order; the others after them, as they stand in the token. */
export function inReadingOrder(names: readonly string[]): string[] {
  return [...names].sort((one, other) => placeOf(one) - placeOf(other))
}

function placeOf(name: string): number {
  return ORDER.get(name) ?? ORDER.size
}
