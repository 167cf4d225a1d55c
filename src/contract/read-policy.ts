import * as v from 'valibot'
import { accountIdFrom, profileIdOf } from './identity.ts'
import { signInMethods, type AllowedSite, type Policy, type PolicyKey, type Refused } from './policy.ts'
import { isEndpoint, type Profile } from './profile.ts'
import { givesSomething, must, names, origin, profile, schemas, text } from './schemas.ts'

const HOUR = 3_600_000

const off = v.optional(v.boolean(), false)
const userPool = v.pipe(
  schemas.saveProfile,
  v.transform((input): Profile => ({ version: 1, source: 'policy', id: profileIdOf(input), ...input })),
)
const site = v.pipe(
  v.strictObject({
    origin,
    claims: v.optional(names, []),
    idToken: off,
    accessToken: off,
    maySignOut: off,
    frames: v.optional(v.array(origin), []),
    profile: v.exactOptional(profile),
  }),
  must((given) => givesSomething(given), 'something'),
  v.transform(({ claims, idToken, accessToken, ...rest }): AllowedSite => ({
    ...rest,
    gives: { claims, idToken, accessToken },
    version: 2,
    source: 'policy',
    account: accountIdFrom(''),
    since: 0,
    until: { kind: 'revoked' },
  })),
)
const moreThanNothing = v.pipe(
  v.number(),
  must((hours) => hours > 0, 'moreThanNothing'),
)
const link = v.pipe(
  text(2048),
  must((address) => address.startsWith('https://') && isEndpoint(address), 'link'),
)

/**
 * Reads what an operator wrote. Each wrong value is refused alone and the rest stands. What shuts something shuts it
 * however it is misspelt: methods that are none, or no list, allow none. A time that is none limits nothing.
 *
 * @example policyFrom({ signInMethods: ['managedLogin', 'passkey'] }).allowedMethods // without 'password'
 */
export function policyFrom(managed: Readonly<Record<string, unknown>>): Policy {
  const { refused, one, list } = readerOf(managed)
  const { signInMethods: ways, requireManagedLogin } = managed
  const methods =
    list('signInMethods', v.picklist(signInMethods)) ?? (ways === undefined ? signInMethods : [])
  const loginAlone = one('requireManagedLogin', v.boolean()) ?? requireManagedLogin !== undefined
  const hours = one('maximumSessionHours', moreThanNothing)
  const supportLink = one('supportLink', link)
  const stays = one('staySignedIn', v.picklist(['allowed', 'forbidden']))
  const policy = {
    allowedMethods: signInMethods.filter(
      (method) => (!loginAlone || method === 'managedLogin') && methods.includes(method),
    ),
    clientMetadataOrigins: list('clientMetadataOrigins', origin) ?? [],
    profiles: list('profiles', userPool) ?? [],
    allowedSites: list('allowedSites', site) ?? [],
    mayStay: managed['staySignedIn'] === undefined || stays === 'allowed',
    ...(hours && { sessionLimit: hours * HOUR }),
    hidesFirstRun: one('hideFirstRun', v.boolean()) === true,
    ...(supportLink && { supportLink }),
  }
  return { ...policy, refused }
}

/** Reads key by key, and notes what was refused. */
function readerOf(managed: Readonly<Record<string, unknown>>) {
  const refused: Refused[] = []
  const read = <Value>(at: string, schema: v.GenericSchema<unknown, Value>, value: unknown): Value[] => {
    const found = v.safeParse(schema, value)
    if (found.success) return [found.output]
    const [issue] = found.issues
    const path = v.getDotPath(issue)
    refused.push({
      at: path === null ? at : `${at}.${path}`,
      must: issue.expected ?? issue.message,
      found: issue.received,
    })
    return []
  }
  const one = <Value>(key: PolicyKey, schema: v.GenericSchema<unknown, Value>): Value | undefined => {
    const value = managed[key]
    return value === undefined ? undefined : read(key, schema, value)[0]
  }
  const list = <Value>(key: PolicyKey, schema: v.GenericSchema<unknown, Value>): Value[] | undefined =>
    one(key, v.array(v.unknown()))?.flatMap((item, index) => read(`${key}[${index}]`, schema, item))
  return { refused, one, list }
}
