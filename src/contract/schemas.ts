import type { Gives } from '@cognito-shared-session/page-sdk/protocol'
import * as v from 'valibot'
import { accountIdFrom, originOf, profileIdFrom, transactionIdFrom } from './identity.ts'
import type { Demand } from './demand.ts'
import type { Method, Params } from './messages.ts'
import { isClientId, isDomain, isEndpoint, isPoolId, LONGEST_NAME, preferredFactors } from './profile.ts'
import { signInWays } from './signing-in.ts'
import { untilChoices } from './until.ts'

/** What a value must be beyond its type. */
export const must = <Value>(holds: (value: Value) => boolean, demand: Demand) => v.check(holds, demand)

/** Not empty, and no longer than this. */
export const text = (max: number) =>
  v.pipe(
    v.string(),
    must((value) => value !== '', 'notEmpty'),
    v.maxLength(max),
  )
export const origin = v.pipe(
  v.string(),
  // A host may have a star in it, as URLs are read; one that does is somebody's pattern, and no site.
  must((value) => originOf(value) === value && !value.includes('*'), 'origin'),
  v.transform((value) => exactOrigin(value)),
)
const account = v.pipe(text(1024), v.transform(accountIdFrom))
export const profile = v.pipe(text(256), v.transform(profileIdFrom))
const tabId = v.pipe(
  v.number(),
  v.check((id) => Number.isInteger(id) && id >= 0),
)
/** The most claims that a site can have. */
export const MOST_CLAIMS = 200
export const names = v.pipe(v.array(text(128)), v.maxLength(MOST_CLAIMS))
const nothing = v.strictObject({})
const byAccount = v.strictObject({ account })
const transaction = v.pipe(text(64), v.transform(transactionIdFrom))
const step = { transaction, turn: v.number() }
const credential = v.record(text(64), v.unknown())
const user = { profile, username: text(1024), anew: v.exactOptional(v.boolean()) }

/** What a person typed or chose for a step. */
const answer = v.strictObject({
  code: v.exactOptional(text(2048)),
  newPassword: v.exactOptional(text(256)),
  attributes: v.exactOptional(v.record(text(128), v.pipe(v.string(), v.maxLength(2048)))),
  choice: v.exactOptional(text(64)),
  password: v.exactOptional(text(1024)),
  credential: v.exactOptional(credential),
  custom: v.exactOptional(text(2048)),
  email: v.exactOptional(text(1024)),
  remember: v.exactOptional(v.boolean()),
})

const want = v.strictObject({
  claims: v.exactOptional(names),
  idToken: v.exactOptional(v.boolean()),
  accessToken: v.exactOptional(v.boolean()),
})
const gives = v.pipe(
  v.strictObject({ claims: names, idToken: v.boolean(), accessToken: v.boolean() }),
  must(givesSomething, 'something'),
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
    minValidity: v.exactOptional(
      v.pipe(
        v.number(),
        v.check((seconds) => seconds >= 0),
      ),
    ),
    clientMetadata: v.exactOptional(v.record(text(128), v.pipe(v.string(), v.maxLength(2048)))),
    account: v.exactOptional(account),
  }),
  permissions: nothing,
  disconnect: nothing,
  signOut: v.strictObject({
    everywhere: v.exactOptional(v.boolean()),
    account: v.exactOptional(account),
  }),
  signIn: v.strictObject({
    ...user,
    password: v.exactOptional(text(1024)),
    way: v.exactOptional(v.picklist(signInWays)),
  }),
  answerSignIn: v.strictObject({ ...step, answer }),
  resendCode: v.strictObject(step),
  signInBack: v.strictObject(step),
  cancelSignIn: v.strictObject({ transaction }),
  resumeSignIns: nothing,
  forgotPassword: v.strictObject(user),
  authenticatorSecret: v.strictObject(step),
  forgetDevice: byAccount,
  passkeys: byAccount,
  passkeyOptions: byAccount,
  addPasskey: v.strictObject({ account, credential }),
  deletePasskey: v.strictObject({ account, id: text(2048) }),
  beginManagedLogin: v.strictObject({ profile, redirectUri: text(512) }),
  finishManagedLogin: v.strictObject({ state: text(128), code: text(4096) }),
  chooseAccount: byAccount,
  chooseProfile: v.strictObject({ profile }),
  forgetAccount: byAccount,
  findStoredSessions: v.strictObject({ tabId }),
  importStoredSession: v.strictObject({ tabId, account }),
  setStaySignedIn: v.strictObject({ on: v.boolean() }),
  saveProfile: v.strictObject({
    name: text(LONGEST_NAME),
    poolId: v.pipe(v.string(), must(isPoolId, 'poolId')),
    clientId: v.pipe(v.string(), must(isClientId, 'clientId')),
    endpoint: v.exactOptional(v.pipe(text(512), must(isEndpoint, 'endpoint'))),
    login: v.exactOptional(
      v.strictObject({
        domain: v.pipe(text(512), must(isDomain, 'domain')),
        scopes: names,
        providers: v.exactOptional(names),
      }),
    ),
    plainPassword: v.exactOptional(v.boolean()),
    preferred: v.exactOptional(v.picklist(preferredFactors)),
  }),
  removeProfile: v.strictObject({ profile }),
  allowSite: v.strictObject({
    origin,
    gives,
    account,
    maySignOut: v.boolean(),
    tabId,
    until: v.picklist(untilChoices),
    top: v.exactOptional(origin),
  }),
  declineSite: v.strictObject({ origin }),
  revokeSite: v.strictObject({ origin }),
  refuseSite: v.strictObject({ origin }),
  clearActivity: nothing,
  copyToken: v.strictObject({ account, token: v.picklist(['idToken', 'accessToken']) }),
  showClaims: v.strictObject({ tabId }),
} satisfies { [Name in Method]: v.GenericSchema<unknown, Params<Name>> }

export function givesSomething({ claims, idToken, accessToken }: Gives): boolean {
  return claims.length > 0 || idToken || accessToken
}

function exactOrigin(value: string) {
  const exact = originOf(value)
  if (exact === undefined) throw new TypeError('Checked before: an origin.')
  return exact
}
