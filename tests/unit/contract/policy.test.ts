import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { managedSchema } from '../../../scripts/extension/managed-schema.ts'
import { policyKeys, type ManagedSchema } from '../../../src/contract/policy-keys.ts'
import { signInMethods, type PolicyKey } from '../../../src/contract/policy.ts'
import { policyFrom } from '../../../src/contract/read-policy.ts'

const SITE = 'https://app.example'
const POOL = {
  name: 'Corp',
  poolId: 'eu-west-1_aBcDeFgHi',
  clientId: '1example23456789',
  endpoint: 'https://cognito.corp.example',
  login: {
    domain: 'https://corp.auth.eu-west-1.amazoncognito.com',
    scopes: ['openid'],
    providers: ['Google'],
  },
  plainPassword: true,
  preferred: 'EMAIL_OTP',
}
const WHOLE_SITE = {
  origin: SITE,
  claims: ['sub'],
  idToken: true,
  accessToken: true,
  maySignOut: true,
  frames: ['https://portal.example'],
  profile: 'eu-west-1_aBcDeFgHi/1example23456789',
}

describe('what an operator wrote', () => {
  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ['nothing: everything is allowed', {}, signInMethods],
    ['methods without password', { signInMethods: ['managedLogin', 'passkey'] }, ['managedLogin', 'passkey']],
    ['an empty list: nobody signs in', { signInMethods: [] }, []],
    ['a method that nobody knows, beside one', { signInMethods: ['telepathy', 'passkey'] }, ['passkey']],
    ['only methods that nobody knows: that opens none', { signInMethods: ['Password', 7, null] }, []],
    ['something that is no list: that opens none', { signInMethods: 'passkey' }, []],
    ['managed login required', { requireManagedLogin: true }, ['managedLogin']],
    [
      'managed login required, but not offered',
      { requireManagedLogin: true, signInMethods: ['passkey'] },
      [],
    ],
    ['something that is no yes or no: that shuts', { requireManagedLogin: 'yes' }, ['managedLogin']],
    ['managed login not required', { requireManagedLogin: false }, signInMethods],
    [
      'a wrong value beside right ones',
      { clientMetadataOrigins: {}, signInMethods: ['passkey'] },
      ['passkey'],
    ],
  ])('%s', (_, managed, methods) => {
    expect(policyFrom(managed).allowedMethods).toEqual(methods)
  })

  test.each<[string, unknown, readonly string[]]>([
    ['nothing', undefined, []],
    ['a site', [SITE], [SITE]],
    ['a site on a port of this machine', ['http://localhost:5173'], ['http://localhost:5173']],
    [
      'addresses and plain http, beside a site',
      [`${SITE}/`, `${SITE}/x`, '*', 'http://app.example', 'null', 3, SITE],
      [SITE],
    ],
    ['no list', SITE, []],
  ])('sites for clientMetadata: %s', (_, clientMetadataOrigins, sites) => {
    expect(policyFrom({ clientMetadataOrigins }).clientMetadataOrigins).toEqual(sites)
  })

  test('whatever it is, is read without a throw, and never allows more than there is', () => {
    const key = fc.constantFrom('signInMethods', 'requireManagedLogin', 'clientMetadataOrigins')
    const value = fc.oneof(fc.anything(), fc.array(fc.constantFrom<unknown>(...signInMethods, SITE, 1)))
    fc.assert(
      fc.property(fc.dictionary(key, value), (managed) => {
        const { allowedMethods, clientMetadataOrigins } = policyFrom(managed)
        expect(signInMethods).toEqual(expect.arrayContaining([...allowedMethods]))
        expect(clientMetadataOrigins.every((origin) => typeof origin === 'string')).toBe(true)
      }),
    )
  })

  test.each<[string, unknown, boolean]>([
    ['nothing', undefined, true],
    ['allowed', 'allowed', true],
    ['forbidden', 'forbidden', false],
    ['a misspelt word: that keeps nothing', 'Forbiden', false],
    ['something that is no word', true, false],
  ])('staying signed in: %s', (_, staySignedIn, mayStay) => {
    expect(policyFrom({ staySignedIn }).mayStay).toBe(mayStay)
  })

  test.each<[unknown, number | undefined]>([
    [12, 12 * 3_600_000],
    [0.5, 1_800_000],
    [0, undefined],
    [-1, undefined],
    ['12', undefined],
    [undefined, undefined],
  ])('sessions last %j hours', (maximumSessionHours, limit) => {
    expect(policyFrom({ maximumSessionHours }).sessionLimit).toBe(limit)
  })

  test.each<[unknown, string | undefined]>([
    ['https://help.example/cognito?x=1', 'https://help.example/cognito?x=1'],
    ['http://localhost/help', undefined],
    ['https://user:secret@help.example', undefined],
    ['javascript:alert(1)', undefined],
    ['//help.example', undefined],
    ['', undefined],
  ])('help at %j', (supportLink, link) => {
    expect(policyFrom({ supportLink }).supportLink).toBe(link)
  })

  test('a site gets what is named, and nothing that is not', () => {
    const [one, two] = policyFrom({
      allowedSites: [
        { origin: SITE, claims: ['email'] },
        { ...WHOLE_SITE, origin: 'http://localhost:5173' },
      ],
    }).allowedSites
    const gives = { claims: ['email'], idToken: false, accessToken: false }
    const always = { version: 2, source: 'policy', account: '', since: 0, until: { kind: 'revoked' } }
    expect(one).toEqual({ ...always, origin: SITE, gives, frames: [], maySignOut: false })
    expect(two).toEqual({
      ...always,
      origin: 'http://localhost:5173',
      gives: { claims: ['sub'], idToken: true, accessToken: true },
      frames: ['https://portal.example'],
      maySignOut: true,
      profile: 'eu-west-1_aBcDeFgHi/1example23456789',
    })
  })

  test('a user pool reads as one that is set up', () => {
    expect(policyFrom({ profiles: [POOL] }).profiles).toEqual([
      { version: 1, source: 'policy', id: 'eu-west-1_aBcDeFgHi/1example23456789', ...POOL },
    ])
  })
})

describe('what is wrong is refused alone, with where it stands and why', () => {
  const right = { origin: SITE, accessToken: true }

  test.each<[string, Record<string, unknown>, [at: string, must: string, found: string]]>([
    [
      'a method that nobody knows',
      { signInMethods: ['passkey', 'telepathy'] },
      ['signInMethods[1]', '("password" | "managedLogin" | "passkey")', '"telepathy"'],
    ],
    ['a list that is none', { clientMetadataOrigins: SITE }, ['clientMetadataOrigins', 'Array', `"${SITE}"`]],
    [
      'an address in place of an origin',
      { allowedSites: [right, { ...right, origin: `${SITE}/x` }] },
      ['allowedSites[1].origin', 'origin', `"${SITE}/x"`],
    ],
    [
      'a pattern in place of an origin',
      { allowedSites: [{ ...right, origin: 'https://*.example' }] },
      ['allowedSites[0].origin', 'origin', '"https://*.example"'],
    ],
    [
      'a site that gets nothing',
      { allowedSites: [{ origin: SITE, maySignOut: true }] },
      ['allowedSites[0]', 'something', 'Object'],
    ],
    [
      'a misspelt key of a site',
      { allowedSites: [{ ...right, acessToken: true }] },
      ['allowedSites[0].acessToken', 'never', '"acessToken"'],
    ],
    [
      'a frame’s site that is none',
      { allowedSites: [{ ...right, frames: ['portal.example'] }] },
      ['allowedSites[0].frames.0', 'origin', '"portal.example"'],
    ],
    [
      'a user pool’s id that is none',
      { profiles: [{ ...POOL, poolId: 'pool' }] },
      ['profiles[0].poolId', 'poolId', '"pool"'],
    ],
    [
      'a user pool without a name',
      { profiles: [{ poolId: POOL.poolId, clientId: POOL.clientId }] },
      ['profiles[0].name', '"name"', 'undefined'],
    ],
    ['no hours', { maximumSessionHours: 0 }, ['maximumSessionHours', 'moreThanNothing', '0']],
    [
      'help without TLS',
      { supportLink: 'http://help.example' },
      ['supportLink', 'link', '"http://help.example"'],
    ],
    [
      'a word that is none of the two',
      { staySignedIn: 'never' },
      ['staySignedIn', '("allowed" | "forbidden")', '"never"'],
    ],
  ])('%s', (_, managed, [at, must, found]) => {
    expect(policyFrom(managed).refused).toEqual([{ at, must, found }])
  })

  test('while the rest stands', () => {
    const { allowedSites, profiles, refused, supportLink } = policyFrom({
      allowedSites: [{}, right, 'https://x.example'],
      profiles: [7, POOL],
      supportLink: 3,
      hideFirstRun: 'yes',
    })
    expect(allowedSites.map(({ origin }) => origin)).toEqual([SITE])
    expect(profiles.map(({ name }) => name)).toEqual([POOL.name])
    expect(supportLink).toBe(undefined)
    expect(refused.map(({ at }) => at)).toEqual([
      'supportLink',
      'profiles[0]',
      'allowedSites[0].origin',
      'allowedSites[2]',
      'hideFirstRun',
    ])
  })

  const json = fc.jsonValue({ maxDepth: 4 })
  const keys = fc.constantFrom(...Object.keys(policyKeys))
  /** What could come near to being right, beside anything. */
  const near = fc.record({
    origin: fc.oneof(fc.constant(SITE), fc.webUrl(), json),
    accessToken: json,
    claims: json,
  })
  const value = fc.oneof(json, fc.array(fc.oneof(near, fc.constantFrom<unknown>(...signInMethods, SITE))))

  test('whatever JSON it is, opens nothing that was shut', () => {
    const shut: Record<string, unknown> = {
      signInMethods: ['managedLogin'],
      requireManagedLogin: true,
      staySignedIn: 'forbidden',
      maximumSessionHours: 1,
    }
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), keys, value, (beside, key, junk) => {
        const { [key]: _, ...others } = { ...beside, ...shut }
        const policy = policyFrom({ ...others, [key]: junk })
        const before = policyFrom(others)
        expect(before.allowedMethods).toEqual(expect.arrayContaining([...policy.allowedMethods]))
        expect(policy.mayStay && !before.mayStay).toBe(false)
        if (key !== 'maximumSessionHours') expect(policy.sessionLimit).toBe(3_600_000)
      }),
    )
  })

  test('whatever JSON it is, gives no site anything that does not stand there for exactly that site', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(keys, fc.string()), value), (managed) => {
        const { allowedSites, clientMetadataOrigins } = policyFrom(managed)
        const named = [managed['allowedSites']].flat().map((site) => Object(site))
        for (const { origin, gives } of allowedSites) {
          const written = named
            .filter((site) => site.origin === origin)
            .map(({ claims = [], idToken = false, accessToken = false }) => ({
              claims,
              idToken,
              accessToken,
            }))
          expect(written).toContainEqual(gives)
        }
        for (const origin of clientMetadataOrigins) expect(managed['clientMetadataOrigins']).toContain(origin)
      }),
    )
  })
})

describe('the schema that browsers check', () => {
  test('is what the code says of each key', () => {
    expect(readFileSync('public/managed-schema.json', 'utf8'), 'npm run schema').toBe(managedSchema())
  })

  const right: Record<PolicyKey, unknown> = {
    signInMethods: ['passkey'],
    requireManagedLogin: true,
    clientMetadataOrigins: [SITE],
    profiles: [POOL],
    allowedSites: [WHOLE_SITE],
    staySignedIn: 'forbidden',
    maximumSessionHours: 8,
    hideFirstRun: true,
    supportLink: 'https://help.example/',
  }

  test.each(Object.entries(right))('has %s, with every part that is read', (key, value) => {
    const schema = Object.entries<ManagedSchema>(policyKeys).find(([name]) => name === key)?.[1]
    expect(unknownTo(schema, value)).toEqual([])
    const policy = policyFrom({ [key]: value })
    expect(policy.refused).toEqual([])
    expect(policy).not.toEqual(policyFrom({}))
  })
})

/** What of a value a schema does not know: Chromium would drop it. */
function unknownTo(schema: ManagedSchema | undefined, value: unknown, at = ''): string[] {
  if (schema === undefined) return [at]
  if (schema.type === 'array')
    return Array.isArray(value) ? value.flatMap((item) => unknownTo(schema.items, item, `${at}[]`)) : [at]
  if (schema.type !== 'object') return typeof value === schema.type ? [] : [at]
  return Object.entries(Object(value)).flatMap(([key, part]) =>
    unknownTo(schema.properties[key], part, `${at}.${key}`),
  )
}
