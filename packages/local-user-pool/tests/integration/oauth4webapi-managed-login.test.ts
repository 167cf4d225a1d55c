import * as oauth from 'oauth4webapi'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { Browser } from '../support/browser.ts'

const redirectUri = 'http://localhost:3000/callback'
const publicClient = oauth.None()
/** The pool is on this machine, without TLS. */
const insecure = { [oauth.allowInsecureRequests]: true } as const

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(() => pool.close())

/** The pool has Cognito's true issuer, but lives here. */
const here = (address: string, { method, headers }: oauth.CustomFetchOptions<'GET'>) =>
  fetch(address.replace(new URL(pool.issuer).origin, pool.url), { method, headers })

async function discovered(): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(pool.issuer)
  const response = await oauth.discoveryRequest(issuer, { [oauth.customFetch]: here })
  return oauth.processDiscoveryResponse(issuer, response)
}

const client = (name: keyof LocalUserPool['clients'] = 'web'): oauth.Client => ({
  client_id: pool.clients[name].id,
})

interface Sent {
  verifier: string
  state: string
  nonce: string
}

const sent = (): Sent => ({
  verifier: oauth.generateRandomCodeVerifier(),
  state: oauth.generateRandomState(),
  nonce: oauth.generateRandomNonce(),
})

/** What a person does between the app's request and the answer that it gets. */
async function answerTo(server: oauth.AuthorizationServer, who: oauth.Client, request: Sent): Promise<URL> {
  const address = new URL(server.authorization_endpoint ?? '')
  const query = {
    response_type: 'code',
    client_id: who.client_id,
    redirect_uri: redirectUri,
    scope: 'openid email',
    state: request.state,
    nonce: request.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(request.verifier),
    code_challenge_method: 'S256',
  }
  address.search = String(new URLSearchParams(query))
  const browser = new Browser(pool.url)
  const page = await browser.open(`${address.pathname}${address.search}`)
  const fields = { username: 'ada', password: pool.users.ada.password, action: 'password' }
  return new URL((await browser.submit(page, fields)).location ?? '')
}

async function exchanged(
  server: oauth.AuthorizationServer,
  who: oauth.Client,
  request: Sent,
): Promise<oauth.TokenEndpointResponse> {
  const answer = await answerTo(server, who, request)
  const code = oauth.validateAuthResponse(server, who, answer, request.state)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    who,
    publicClient,
    code,
    redirectUri,
    request.verifier,
    insecure,
  )
  const expected = { expectedNonce: request.nonce, requireIdToken: true }
  const tokens = await oauth.processAuthorizationCodeResponse(server, who, response, expected)
  await oauth.validateApplicationLevelSignature(server, response, insecure)
  return tokens
}

function refreshed(server: oauth.AuthorizationServer, who: oauth.Client, token: string | undefined) {
  const request = oauth.refreshTokenGrantRequest(server, who, publicClient, token ?? '', insecure)
  return request.then((response) => oauth.processRefreshTokenResponse(server, who, response))
}

describe('oauth4webapi, unmodified', () => {
  test('discovers the pool under its true issuer', async () => {
    const server = await discovered()
    expect(server.issuer).toBe(pool.issuer)
    expect(server.token_endpoint).toBe(`${pool.url}/oauth2/token`)
  })

  test('exchanges a code with PKCE, and takes the id token with its nonce and signature', async () => {
    const request = sent()
    const tokens = await exchanged(await discovered(), client(), request)
    expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({
      sub: pool.users.ada.sub,
      nonce: request.nonce,
      aud: pool.clients.web.id,
    })
    expect(tokens.refresh_token).toBeTypeOf('string')
  })

  test('hears invalid_grant for a verifier that does not fit the challenge', async () => {
    const server = await discovered()
    const request = sent()
    const answer = await answerTo(server, client(), request)
    const code = oauth.validateAuthResponse(server, client(), answer, request.state)
    const other = oauth.generateRandomCodeVerifier()
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client(),
      publicClient,
      code,
      redirectUri,
      other,
      insecure,
    )
    await expect(
      oauth.processAuthorizationCodeResponse(server, client(), response, { expectedNonce: request.nonce }),
    ).rejects.toMatchObject({ code: oauth.RESPONSE_BODY_ERROR, error: 'invalid_grant', status: 400 })
  })

  test('refreshes, with rotation and without', async () => {
    const server = await discovered()
    const kept = await exchanged(server, client(), sent())
    expect((await refreshed(server, client(), kept.refresh_token)).access_token).toBeTypeOf('string')
    const rotating = client('rotating')
    const first = await exchanged(server, rotating, sent())
    const second = await refreshed(server, rotating, first.refresh_token)
    expect(second.refresh_token).toBeTypeOf('string')
    expect(second.refresh_token).not.toBe(first.refresh_token)
  })

  test('revokes, after which a refresh is invalid_grant', async () => {
    const server = await discovered()
    const { refresh_token: token = '' } = await exchanged(server, client(), sent())
    await oauth.processRevocationResponse(
      await oauth.revocationRequest(server, client(), publicClient, token, insecure),
    )
    expect(pool.isRevoked(token)).toBe(true)
    await expect(refreshed(server, client(), token)).rejects.toMatchObject({ error: 'invalid_grant' })
  })
})
