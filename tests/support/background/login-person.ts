import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { Browser } from '../../../packages/local-user-pool/tests/support/browser.ts'
import type { AuthorizationRequest } from '../../../src/contract/messages.ts'
import type { Stage, Worker } from './stage.ts'

export const REDIRECT_URI = 'https://mophcmpmhijfcmgpeabfgglojbeeclif.chromiumapp.org/eu-west-1_LocalDemo'

/** Sets the pool's app client up for managed login, at the pool and in the extension. */
export async function setUpLogin(
  stage: Stage,
  worker: Worker,
  client: keyof LocalUserPool['clients'],
): Promise<void> {
  stage.pool.setClient(client, { callbackUrls: [REDIRECT_URI] })
  await worker.value('saveProfile', {
    name: 'demo',
    poolId: stage.pool.poolId,
    clientId: stage.pool.clients[client].id,
    endpoint: stage.pool.url,
    login: { domain: stage.pool.url, scopes: ['openid', 'email', 'aws.cognito.signin.user.admin'] },
  })
}

export const begin = (stage: Stage, worker: Worker, client: keyof LocalUserPool['clients'] = 'rotating') =>
  worker.value('beginManagedLogin', { profile: stage.profile(client), redirectUri: REDIRECT_URI })

/** What a person does on managed login's pages: the code that comes back for the request. */
export async function codeFor(
  stage: Stage,
  request: AuthorizationRequest,
  client: keyof LocalUserPool['clients'] = 'rotating',
): Promise<string> {
  const { pool } = stage
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: pool.clients[client].id,
    redirect_uri: REDIRECT_URI,
    scope: 'openid email aws.cognito.signin.user.admin',
    state: request.state,
    nonce: request.nonce,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
  })
  const browser = new Browser(pool.url)
  const page = await browser.open(`/oauth2/authorize?${query}`)
  const fields = { username: 'ada', password: pool.users.ada.password, action: 'password' }
  const answer = new URL((await browser.submit(page, fields)).location ?? '')
  return answer.searchParams.get('code') ?? ''
}

/** The whole way, from the click to the answer. */
export async function managedLogin(
  stage: Stage,
  worker: Worker,
  client: keyof LocalUserPool['clients'] = 'rotating',
) {
  const request = await begin(stage, worker, client)
  const code = await codeFor(stage, request, client)
  return worker.ask('finishManagedLogin', { state: request.state, code })
}
