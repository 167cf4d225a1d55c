import { createHash, randomBytes } from 'node:crypto'
import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { Browser } from '../support/browser.ts'
import type { Visited } from '../support/browser.ts'
import { callApi, refusalOf, tokensOf } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'
import { SoftwareAuthenticator } from '../support/software-authenticator.ts'

const redirectUri = 'http://localhost:3000/callback'
const verifier = randomBytes(32).toString('base64url')
const codeChallenge = createHash('sha256').update(verifier).digest('base64url')

let pool: LocalUserPool
let browser: Browser
beforeEach(async () => {
  pool = await startUserPool()
  browser = new Browser(pool.url)
})
afterEach(() => pool.close())

type ClientName = keyof LocalUserPool['clients']

function address(changes: Record<string, string | undefined> = {}, client: ClientName = 'web'): string {
  const query = {
    response_type: 'code',
    client_id: pool.clients[client].id,
    redirect_uri: redirectUri,
    scope: 'openid email',
    state: 'a state',
    nonce: 'a nonce',
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    ...changes,
  }
  const present = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return `/oauth2/authorize?${new URLSearchParams(Object.fromEntries(present))}`
}

const ada = (): Record<string, string> => ({
  username: 'ada',
  password: pool.users.ada.password,
  action: 'password',
})

async function signedIn(
  changes: Record<string, string | undefined> = {},
  client: ClientName = 'web',
): Promise<Visited> {
  return browser.submit(await browser.open(address(changes, client)), ada())
}

function answered(visited: Visited): Record<string, string> {
  return Object.fromEntries(new URL(visited.location ?? '').searchParams)
}

interface TokenAnswer {
  status: number
  json: Record<string, unknown>
}

async function post(path: string, fields: Record<string, string>, headers = {}): Promise<TokenAnswer> {
  const response = await fetch(`${pool.url}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
  })
  const text = await response.text()
  return { status: response.status, json: text === '' ? {} : JSON.parse(text) }
}

function exchange(code: string, changes: Record<string, string> = {}, headers = {}): Promise<TokenAnswer> {
  const fields = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  }
  return post('/oauth2/token', { client_id: pool.clients.web.id, ...fields, ...changes }, headers)
}

function claims(jwt: unknown): Record<string, unknown> {
  return JSON.parse(Buffer.from(String(jwt).split('.')[1] ?? '', 'base64url').toString())
}

describe('signing in on the pages', () => {
  test('ends in a code, and the code in tokens that a verifier for Cognito accepts', async () => {
    const { code = '', state } = answered(await signedIn())
    expect(state).toBe('a state')
    const { json } = await exchange(code)
    expect(json).toMatchObject({ expires_in: 3600, token_type: 'Bearer', refresh_token: expect.any(String) })
    expect(claims(json.id_token)).toMatchObject({
      nonce: 'a nonce',
      sub: pool.users.ada.sub,
      at_hash: expect.any(String),
    })
    expect(claims(json.access_token)).toMatchObject({ scope: 'openid email', version: 2, username: 'ada' })
    const jwks = await (await fetch(`${pool.url}/${pool.poolId}/.well-known/jwks.json`)).json()
    const jwt = CognitoJwtVerifier.create({
      userPoolId: pool.poolId,
      clientId: pool.clients.web.id,
      tokenUse: 'id',
    })
    jwt.cacheJwks(jwks)
    expect((await jwt.verify(String(json.id_token))).email).toBe('ada@example.com')
  })

  test('a wrong password is said on the page, and can be corrected', async () => {
    const first = await browser.open(address())
    const again = await browser.submit(first, { ...ada(), password: 'wrong' })
    expect(again.text).toContain('<p role="alert">Incorrect username or password.</p>')
    expect(answered(await browser.submit(again, ada()))).toHaveProperty('code')
  })

  test('a second factor is asked for', async () => {
    const fields = { username: 'sam', password: pool.users.sms.password }
    const code = await browser.submit(await browser.open(address()), fields)
    expect(code.text).toContain('Enter the code sent to +********0109.')
    const wrong = await browser.submit(code, { code: '1' })
    expect(wrong.text).toContain('Invalid code or auth state for the user.')
    expect(answered(await browser.submit(wrong, { code: pool.inbox.lastCode('sam') }))).toHaveProperty('code')
  })

  test('among several second factors one is chosen', async () => {
    const choice = await browser.submit(await browser.open(address()), {
      username: 'cleo',
      password: pool.users.choice.password,
    })
    expect(choice.text).toContain('Code by e-mail')
    const code = await browser.submit(choice, { choice: 'SOFTWARE_TOKEN_MFA' })
    expect(code.text).toContain('authenticator app')
    expect(answered(await browser.submit(code, { code: pool.totpCode('choice') }))).toHaveProperty('code')
  })

  test('a temporary password is changed', async () => {
    const page = await browser.submit(await browser.open(address()), {
      username: 'nina',
      password: pool.users.newcomer.password,
    })
    expect(page.text).toContain('Choose a new password')
    const fields = { new_password: 'My-Own-Password-1', 'userAttributes.name': 'Nina' }
    expect(answered(await browser.submit(page, fields))).toHaveProperty('code')
  })

  test('a second factor cannot be set up there', async () => {
    const page = await browser.submit(await browser.open(address({}, 'mfaRequired')), ada())
    expect([page.status, page.text]).toEqual([400, expect.stringContaining('A second factor is needed')])
  })

  test('a passkey serves', async () => {
    const authenticator = new SoftwareAuthenticator({ origin: 'http://localhost:9230' })
    const answer = await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.ada })
    const { AccessToken } = tokensOf(answer)
    const { json } = await callApi(pool.url, 'StartWebAuthnRegistration', { AccessToken })
    const Credential = authenticator.create(Object(json.CredentialCreationOptions).challenge)
    expect(
      refusalOf(await callApi(pool.url, 'CompleteWebAuthnRegistration', { AccessToken, Credential })),
    ).toBe('200')
    const page = await browser.submit(await browser.open(address()), { username: 'ada', action: 'passkey' })
    const challenge = /"challenge":"([^"]+)"/.exec(page.text)?.[1] ?? ''
    const credential = JSON.stringify(authenticator.get(challenge))
    expect(answered(await browser.submit(page, { credential }))).toHaveProperty('code')
  })

  test('somebody without a passkey is told so', async () => {
    const page = await browser.submit(await browser.open(address()), { username: 'bob', action: 'passkey' })
    expect(page.text).toContain('The passkey could not be verified.')
  })
})

describe('the pages', () => {
  test('escape what they are given', async () => {
    const { text } = await browser.open(address({ login_hint: '"><script>alert(1)</script>' }))
    expect(text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
    expect(text).not.toContain('<script>alert')
  })

  test('load nothing, cannot be framed, kept or read by other origins', async () => {
    const { headers } = await browser.open(address())
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.has('access-control-allow-origin')).toBe(false)
  })

  test('a form that was not begun in this browser is refused', async () => {
    const page = await browser.open(address())
    const elsewhere = new Browser(pool.url)
    expect((await elsewhere.submit(page, ada())).status).toBe(400)
    pool.clock.advance(600_000)
    expect((await browser.submit(page, ada())).status).toBe(400)
  })

  test('a step that is over begins again with the password', async () => {
    const code = await browser.submit(await browser.open(address()), {
      username: 'sam',
      password: pool.users.sms.password,
    })
    pool.clock.advance(180_000)
    const again = await browser.submit(code, { code: pool.inbox.lastCode('sam') })
    expect(again.text).toContain('Invalid session for the user, session is expired.')
    expect(again.text).toContain('name="password"')
  })
})

describe('an app that asks', () => {
  test.each([
    [{ client_id: 'nobody' }, 'Client does not exist'],
    [{ redirect_uri: 'http://localhost:3000/callback/' }, 'redirect_mismatch'],
    [{ redirect_uri: 'https://evil.example/' }, 'redirect_mismatch'],
    [{ redirect_uri: undefined }, 'redirect_mismatch'],
  ])('with %o is not redirected to', async (changes, reason) => {
    const visited = await browser.open(address(changes))
    expect([visited.status, visited.location]).toEqual([400, undefined])
    expect(visited.text).toContain(reason)
  })

  test.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'openid everything' }, 'invalid_scope'],
    [{ identity_provider: 'Google' }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge_method: undefined }, 'invalid_request'],
    [{ prompt: 'none' }, 'login_required'],
  ])('with %o is told: %s', async (changes, error) => {
    expect(answered(await browser.open(address(changes)))).toMatchObject({ error, state: 'a state' })
  })

  test('gets a code silently where the browser is remembered, but for prompt=login', async () => {
    await signedIn()
    expect(answered(await browser.visit(address({ prompt: 'none' })))).toHaveProperty('code')
    expect((await browser.open(address({ prompt: 'login' }))).text).toContain('name="password"')
    pool.disableUser('ada')
    expect(answered(await browser.visit(address({ prompt: 'none' })))).toMatchObject({
      error: 'login_required',
    })
    pool.enableUser('ada')
    pool.clock.advance(3_600_000)
    expect(answered(await browser.visit(address({ prompt: 'none' })))).toMatchObject({
      error: 'login_required',
    })
  })

  test('signs the browser out, and is sent where its addresses allow', async () => {
    await signedIn()
    const { id } = pool.clients.web
    const evil = new URLSearchParams({ client_id: id, logout_uri: 'https://evil.example/' })
    expect((await browser.visit(`/logout?${evil}`)).status).toBe(400)
    const query = new URLSearchParams({ client_id: id, logout_uri: 'http://localhost:3000/' })
    expect((await browser.visit(`/logout?${query}`)).location).toBe('http://localhost:3000/')
    expect(answered(await browser.visit(address({ prompt: 'none' })))).toMatchObject({
      error: 'login_required',
    })
  })
})

describe('a code', () => {
  test('serves once', async () => {
    const { code = '' } = answered(await signedIn())
    expect((await exchange(code)).status).toBe(200)
    expect(await exchange(code)).toEqual({ status: 400, json: { error: 'invalid_grant' } })
  })

  test.each([
    [{ code_verifier: 'another' }],
    [{ redirect_uri: 'http://localhost:3000/' }],
    [{ client_id: 'demolegacyclient0000000008' }],
    [{ code: 'made up' }],
  ])('does not serve with %o', async (changes) => {
    const { code = '' } = answered(await signedIn())
    expect(await exchange(code, changes)).toEqual({ status: 400, json: { error: 'invalid_grant' } })
  })

  test('serves for five minutes', async () => {
    const { code = '' } = answered(await signedIn())
    pool.clock.advance(300_000)
    expect((await exchange(code)).json).toEqual({ error: 'invalid_grant' })
  })

  test('asked for without a challenge takes no verifier', async () => {
    const bare = { code_challenge: undefined, code_challenge_method: undefined }
    const { code = '' } = answered(await signedIn(bare))
    expect((await exchange(code)).json).toEqual({ error: 'invalid_grant' })
  })

  test('of a client with a secret needs the secret, in the header or in the form', async () => {
    const { id, secret = '' } = pool.clients.secret
    const code = async (): Promise<string> =>
      answered(await signedIn({ prompt: 'login' }, 'secret')).code ?? ''
    expect((await exchange(await code(), { client_id: id })).json).toEqual({ error: 'invalid_client' })
    expect((await exchange(await code(), { client_id: id, client_secret: secret })).status).toBe(200)
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
    expect((await exchange(await code(), { client_id: id }, { authorization })).status).toBe(200)
  })
})

describe('tokens of managed login', () => {
  async function tokens(
    scope = 'openid email',
    client: ClientName = 'web',
  ): Promise<Record<string, unknown>> {
    const { code = '' } = answered(await signedIn({ scope, prompt: 'login' }, client))
    return (await exchange(code, { client_id: pool.clients[client].id })).json
  }

  test('are refreshed, and rotated where the client rotates', async () => {
    const grant = async (client: ClientName, refresh_token: unknown): Promise<TokenAnswer> =>
      post('/oauth2/token', {
        grant_type: 'refresh_token',
        client_id: pool.clients[client].id,
        refresh_token: String(refresh_token),
      })
    const plain = await grant('web', (await tokens()).refresh_token)
    expect(plain.json).toMatchObject({ access_token: expect.any(String), id_token: expect.any(String) })
    expect(plain.json).not.toHaveProperty('refresh_token')
    const { refresh_token: first } = await tokens('openid', 'noGrace')
    expect((await grant('noGrace', first)).json.refresh_token).not.toBe(first)
    expect((await grant('noGrace', first)).json).toMatchObject({ error: 'invalid_grant' })
  })

  test('come without an ID token where openid was not asked for', async () => {
    expect(await tokens('aws.cognito.signin.user.admin')).not.toHaveProperty('id_token')
  })

  test('reach the API only with the scope for it', async () => {
    const getUser = async (scope: string): Promise<string> =>
      refusalOf(await callApi(pool.url, 'GetUser', { AccessToken: (await tokens(scope)).access_token }))
    expect(await getUser('openid')).toBe('NotAuthorizedException: Access Token does not have required scopes')
    expect(await getUser('openid aws.cognito.signin.user.admin')).toBe('200')
  })

  test('tell who the person is', async () => {
    const userInfo = async (token: unknown): Promise<Response> =>
      fetch(`${pool.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${String(token)}` } })
    const known = await userInfo((await tokens()).access_token)
    expect(await known.json()).toMatchObject({
      sub: pool.users.ada.sub,
      email_verified: 'true',
      username: 'ada',
    })
    const unknown = await userInfo('made up')
    expect([unknown.status, await unknown.json()]).toEqual([401, { error: 'invalid_token' }])
  })

  test('are revoked', async () => {
    const { refresh_token: token, access_token: accessToken } = await tokens()
    const client_id = pool.clients.web.id
    expect(await post('/oauth2/revoke', { client_id, token: String(accessToken) })).toEqual({
      status: 400,
      json: { error: 'unsupported_token_type' },
    })
    expect(await post('/oauth2/revoke', { client_id, token: String(token) })).toEqual({
      status: 200,
      json: {},
    })
    expect(pool.isRevoked(String(token))).toBe(true)
  })

  test.each([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{}, 'invalid_request'],
    [{ client_id: 'nobody' }, 'invalid_client'],
  ])('are not given for %o', async (fields, error) => {
    expect((await post('/oauth2/token', { client_id: pool.clients.web.id, ...fields })).json).toEqual({
      error,
    })
  })
})

test('faults strike the endpoints, and calls are counted', async () => {
  pool.faults.add({ operation: 'token', fault: { kind: 'unavailableHtml' } })
  const { code = '' } = answered(await signedIn())
  const fields = { grant_type: 'authorization_code', code }
  const response = await fetch(`${pool.url}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  })
  expect(response.status).toBe(503)
  expect([pool.calls.count('authorize'), pool.calls.count('login'), pool.calls.count('token')]).toEqual([
    1, 2, 1,
  ])
})

describe('the inbox', () => {
  test('is a page and a document, neither for other origins', async () => {
    expect((await browser.visit('/inbox')).text).toContain('Nothing was sent yet.')
    await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.sms })
    const page = await browser.visit('/inbox')
    expect(page.text).toContain(`<code>${pool.inbox.lastCode('sam')}</code>`)
    const document = await browser.visit('/inbox.json')
    expect(JSON.parse(document.text)).toEqual({
      messages: [
        {
          at: expect.any(Number),
          medium: 'SMS',
          to: '+441815550109',
          username: 'sam',
          purpose: 'sign in',
          code: pool.inbox.lastCode('sam'),
        },
      ],
    })
    expect(document.headers.has('access-control-allow-origin')).toBe(false)
    pool.inbox.clear()
    expect(() => pool.inbox.lastCode('sam')).toThrow('Nothing was sent to sam.')
  })
})
