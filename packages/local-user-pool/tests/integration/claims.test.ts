import { createPublicKey, verify } from 'node:crypto'
import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { callApi, tokensOf } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

let pool: LocalUserPool
let tokens: ReturnType<typeof tokensOf>
beforeAll(async () => {
  pool = await startUserPool()
  tokens = tokensOf(await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.ada }))
})
afterAll(() => pool.close())

const claimsOf = (jwt: string): Record<string, unknown> => ({ ...decomposeUnverifiedJwt(jwt).payload })

async function publicDocument(name: string): Promise<{ headers: Headers; json: unknown }> {
  const response = await fetch(`${pool.url}/${pool.poolId}/.well-known/${name}`)
  return { headers: response.headers, json: await response.json() }
}

test('the ID token has Cognito’s claims', () => {
  const { sub } = pool.users.ada
  expect(claimsOf(tokens.IdToken)).toEqual({
    sub,
    'cognito:groups': ['admins', 'engineers'],
    'cognito:preferred_role': 'arn:aws:iam::123456789012:role/local-admins',
    'cognito:roles': [
      'arn:aws:iam::123456789012:role/local-admins',
      'arn:aws:iam::123456789012:role/local-engineers',
    ],
    'cognito:username': 'ada',
    'custom:department': 'Engines',
    aud: pool.clients.web.id,
    auth_time: expect.any(Number),
    email: 'ada@example.com',
    email_verified: true,
    event_id: expect.any(String),
    exp: expect.any(Number),
    family_name: 'Lovelace',
    given_name: 'Ada',
    iat: expect.any(Number),
    iss: `https://cognito-idp.eu-west-1.amazonaws.com/${pool.poolId}`,
    jti: expect.any(String),
    locale: 'en-GB',
    name: 'Ada Lovelace',
    origin_jti: expect.any(String),
    phone_number: '+441815550101',
    phone_number_verified: true,
    token_use: 'id',
    zoneinfo: 'Europe/London',
  })
})

test('the access token has Cognito’s claims', () => {
  expect(claimsOf(tokens.AccessToken)).toEqual({
    sub: pool.users.ada.sub,
    'cognito:groups': ['admins', 'engineers'],
    auth_time: expect.any(Number),
    client_id: pool.clients.web.id,
    event_id: expect.any(String),
    exp: expect.any(Number),
    iat: expect.any(Number),
    iss: pool.issuer,
    jti: expect.any(String),
    origin_jti: expect.any(String),
    scope: 'aws.cognito.signin.user.admin',
    token_use: 'access',
    username: 'ada',
  })
})

test('both tokens belong to one sign-in and live an hour', () => {
  const id = claimsOf(tokens.IdToken)
  const access = claimsOf(tokens.AccessToken)
  expect(id.origin_jti).toBe(access.origin_jti)
  expect(id.event_id).toBe(access.event_id)
  expect(id.jti).not.toBe(access.jti)
  expect(Number(access.exp) - Number(access.iat)).toBe(3600)
})

test('a refresh keeps auth_time and origin_jti, and takes a new jti', async () => {
  pool.clock.advance(5000)
  const parameters = { ClientId: pool.clients.web.id, RefreshToken: tokens.RefreshToken }
  const refreshed = claimsOf(
    tokensOf(await callApi(pool.url, 'GetTokensFromRefreshToken', parameters)).IdToken,
  )
  const before = claimsOf(tokens.IdToken)
  expect(refreshed).toMatchObject({
    auth_time: before.auth_time,
    origin_jti: before.origin_jti,
    sub: before.sub,
  })
  expect(refreshed.jti).not.toBe(before.jti)
  expect(Number(refreshed.iat)).toBeGreaterThanOrEqual(Number(before.iat) + 5)
})

test('aws-jwt-verify’s Cognito verifier accepts both, with the JWKS it is given', async () => {
  const verifier = CognitoJwtVerifier.create({
    userPoolId: pool.poolId,
    clientId: pool.clients.web.id,
    tokenUse: null,
  })
  verifier.cacheJwks(JSON.parse(JSON.stringify((await publicDocument('jwks.json')).json)))
  expect((await verifier.verify(tokens.IdToken)).token_use).toBe('id')
  expect((await verifier.verify(tokens.AccessToken)).token_use).toBe('access')
})

test('node:crypto verifies the signatures, each by the key its kid names', async () => {
  const { json } = await publicDocument('jwks.json')
  const { keys } = JSON.parse(JSON.stringify(json))
  expect(keys).toHaveLength(2)
  for (const jwt of [tokens.IdToken, tokens.AccessToken]) {
    const [header = '', payload = '', signature = ''] = jwt.split('.')
    const { kid, ...rest } = JSON.parse(Buffer.from(header, 'base64url').toString())
    expect(rest).toEqual({ alg: 'RS256' })
    const key = createPublicKey({
      key: keys.find((candidate: { kid: string }) => candidate.kid === kid),
      format: 'jwk',
    })
    const signed = Buffer.from(`${header}.${payload}`)
    expect(verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url'))).toBe(true)
  }
})

test('discovery names the true issuer and this server’s JWKS, for any origin and a day', async () => {
  const { headers, json } = await publicDocument('openid-configuration')
  expect(json).toMatchObject({
    issuer: pool.issuer,
    jwks_uri: `${pool.url}/${pool.poolId}/.well-known/jwks.json`,
    id_token_signing_alg_values_supported: ['RS256'],
  })
  expect(headers.get('access-control-allow-origin')).toBe('*')
  expect(headers.get('cache-control')).toBe('public, max-age=86400')
})
