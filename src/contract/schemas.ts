import * as v from 'valibot'
import { accountIdFrom, originOf, profileIdFrom } from './identity.ts'
import type { Method, Params } from './messages.ts'

const text = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max))
const origin = v.pipe(
  v.string(),
  v.check((value) => originOf(value) === value, 'an origin, as `https://host:port`'),
  v.transform((value) => exactOrigin(value)),
)
const account = v.pipe(text(1024), v.transform(accountIdFrom))
const profile = v.pipe(text(256), v.transform(profileIdFrom))
const tabId = v.pipe(v.number(), v.integer(), v.minValue(0))
const claimNames = v.pipe(v.array(text(128)), v.maxLength(200))
const nothing = v.strictObject({})

const want = v.strictObject({
  claims: v.exactOptional(claimNames),
  idToken: v.exactOptional(v.boolean()),
  accessToken: v.exactOptional(v.boolean()),
})
const gives = v.strictObject({ claims: claimNames, idToken: v.boolean(), accessToken: v.boolean() })

/** The endpoint of a user pool that is not at Amazon: only this machine may speak plain http. */
const endpoint = v.pipe(
  text(512),
  v.check((value) => originOf(value) !== undefined, 'an https address, or http on localhost'),
)

/**
 * What each question's params must look like. Keys that are not named are refused, so that a misspelt
 * option is told to its author and not silently ignored.
 */
export const schemas = {
  connect: v.strictObject({
    want,
    silent: v.exactOptional(v.boolean()),
    reason: v.exactOptional(v.pipe(v.string(), v.maxLength(300))),
  }),
  getSession: v.strictObject({
    want: v.exactOptional(want),
    forceRefresh: v.exactOptional(v.boolean()),
    minValidity: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
    clientMetadata: v.exactOptional(v.record(text(128), v.pipe(v.string(), v.maxLength(2048)))),
    account: v.exactOptional(account),
  }),
  permissions: nothing,
  disconnect: nothing,
  signOut: v.strictObject({
    everywhere: v.exactOptional(v.boolean()),
    account: v.exactOptional(account),
  }),
  signIn: v.strictObject({ profile, username: text(128), password: text(256) }),
  setStaySignedIn: v.strictObject({ on: v.boolean() }),
  saveProfile: v.strictObject({
    name: text(80),
    poolId: v.pipe(
      v.string(),
      v.regex(/^[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]{1,55}$/, 'a user pool id, as `eu-west-1_aBcDeFgHi`'),
    ),
    clientId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,128}$/, 'an app client id: letters and digits')),
    endpoint: v.exactOptional(endpoint),
  }),
  removeProfile: v.strictObject({ profile }),
  allowSite: v.strictObject({ origin, gives, account, tabId }),
  revokeSite: v.strictObject({ origin }),
  showClaims: v.strictObject({ tabId }),
} satisfies { [Name in Method]: v.GenericSchema<unknown, Params<Name>> }

function exactOrigin(value: string) {
  const exact = originOf(value)
  if (exact === undefined) throw new TypeError('Checked before: an origin.')
  return exact
}
