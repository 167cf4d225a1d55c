import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startUserPool } from '@cognito-shared-session/local-user-pool'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { CognitoUser } from '@cognito-shared-session/cognito-session'
import { sessionStatus } from '@cognito-shared-session/cognito-session/status'
import { detailsOf, poolFor, signIn } from '../support/pool-client.ts'
import {
  askForTheSession,
  extractUserInformation,
  handleErrors,
  makeASession,
  refreshTheSession,
  validateSession,
  workWithTheSession,
} from '../types/seed-examples.ts'
import type { Stage } from '../types/seed-examples.ts'

let pool: LocalUserPool
let said: unknown[][]
let stage: Stage
beforeAll(async () => {
  pool = await startUserPool({ liftMinimums: true })
})
afterAll(() => pool.close())
beforeEach(() => {
  said = []
  const say = (...words: unknown[]) => void said.push(words)
  stage = {
    cognitoUser: new CognitoUser({ Username: 'ada', Pool: poolFor(pool, 'rotating', { retry: 'caller' }) }),
    authDetails: detailsOf(pool, 'ada'),
    console: { log: say, error: say },
    proceedWithAuthenticatedUser: (session) => say('proceed', session),
    showLoginForm: () => say('show login'),
    useValidSession: (session) => say('use', session),
  }
})

async function heard(...words: unknown[]): Promise<void> {
  await expect
    .poll(() => said.map(([first]) => first), { timeout: 10_000 })
    .toEqual(expect.arrayContaining(words))
}

async function signedIn() {
  await signIn(pool, poolFor(pool, 'rotating'), 'ada', 'USER_PASSWORD_AUTH').then(({ session }) =>
    stage.cognitoUser.setSignInUserSession(session),
  )
  return await stage.cognitoUser.getSession()
}

test('working with the session after authentication', async () => {
  workWithTheSession(stage)
  await heard('Session is valid', 'Token expiration:')
  const session = await stage.cognitoUser.getSession()
  expect(said).toEqual([
    ['Session is valid'],
    ['ID Token:', session.getIdToken().getJwtToken()],
    ['Access Token:', session.getAccessToken().getJwtToken()],
    ['User sub:', pool.users.ada.sub],
    ['User email:', 'ada@example.com'],
    ['Token expiration:', new Date(session.getAccessToken().getExpiration() * 1000)],
  ])
})

test('creating a session by hand', () => {
  const session = makeASession()
  expect(session.isValid()).toBe(false)
  expect(session.getIdToken().payload).toEqual({})
  expect(session.getRefreshToken()?.getToken()).toBe('eyJ...')
})

test('refreshing by hand, and setting the session that came', async () => {
  const session = await signedIn()
  refreshTheSession(stage, session)
  await heard('Session refreshed successfully')
  expect(await sessionStatus(stage.cognitoUser)).toMatchObject({ state: 'signedIn', generation: 2 })
  expect(stage.cognitoUser.getSignInUserSession()).not.toBe(session)
})

test('extracting user information', async () => {
  extractUserInformation(stage, await signedIn())
  expect(said.slice(0, 2)).toEqual([['User: ada (ada@example.com)'], ['Email verified: true']])
  expect(said[3]).toEqual(['Token expired: false'])
})

test('asking for the session', async () => {
  askForTheSession(stage)
  await heard('Session error:')
  const session = await signedIn()
  askForTheSession(stage)
  await heard('Found valid session', 'proceed')
  expect(said.at(-1)).toEqual(['proceed', session])
})

test('validating a session', async () => {
  expect(validateSession(await signedIn())).toBe(true)
  expect(validateSession(makeASession())).toBe(false)
})

test('telling errors apart by their code', async () => {
  await signedIn()
  handleErrors(stage)
  await heard('use')
  pool.clock.advance(3_601_000)
  pool.faults.add({ operation: 'GetTokensFromRefreshToken', fault: { kind: 'dropBefore' } })
  handleErrors(stage)
  await heard('Network error during session refresh')
  pool.clock.advance(1000)
  pool.revokeTokens('ada')
  handleErrors(stage)
  await heard('User not authorized, refresh token invalid')
  handleErrors(stage)
  await heard('Session error:')
})
