import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { callApi, refusalOf, tokensOf } from '../support/call-api.ts'
import type { Answer } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'
import { SoftwareAuthenticator } from '../support/software-authenticator.ts'
import type { Behaviour } from '../support/software-authenticator.ts'

let pool: LocalUserPool
let AccessToken: string
beforeEach(async () => {
  await open()
})
afterEach(() => pool.close())

async function open(options = {}): Promise<void> {
  pool = await startUserPool(options)
  const answer = await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.ada })
  AccessToken = tokensOf(answer).AccessToken
}

async function challenge(): Promise<string> {
  const { json } = await callApi(pool.url, 'StartWebAuthnRegistration', { AccessToken })
  return String(Object(json.CredentialCreationOptions).challenge)
}

async function register(authenticator: SoftwareAuthenticator): Promise<Answer> {
  const Credential = authenticator.create(await challenge())
  return callApi(pool.url, 'CompleteWebAuthnRegistration', { AccessToken, Credential })
}

async function signIn(authenticator: SoftwareAuthenticator): Promise<Answer> {
  const ClientId = pool.clients.web.id
  const AuthParameters = { USERNAME: 'ada', PREFERRED_CHALLENGE: 'WEB_AUTHN' }
  const { json } = await callApi(pool.url, 'InitiateAuth', {
    AuthFlow: 'USER_AUTH',
    ClientId,
    AuthParameters,
  })
  const options = JSON.parse(String(Object(json.ChallengeParameters).CREDENTIAL_REQUEST_OPTIONS))
  expect(options).toMatchObject({ rpId: 'localhost', allowCredentials: [{ type: 'public-key' }] })
  const CREDENTIAL = JSON.stringify(authenticator.get(options.challenge))
  return callApi(pool.url, 'RespondToAuthChallenge', {
    ChallengeName: 'WEB_AUTHN',
    ClientId,
    Session: json.Session,
    ChallengeResponses: { USERNAME: 'ada', CREDENTIAL },
  })
}

test('the options say what a browser needs', async () => {
  const { json } = await callApi(pool.url, 'StartWebAuthnRegistration', { AccessToken })
  expect(json.CredentialCreationOptions).toMatchObject({
    rp: { id: 'localhost' },
    user: {
      id: Buffer.from(pool.users.ada.sub).toString('base64url'),
      name: 'ada',
      displayName: 'Ada Lovelace',
    },
    pubKeyCredParams: [
      { type: 'public-key', alg: -7 },
      { type: 'public-key', alg: -257 },
    ],
    excludeCredentials: [],
    authenticatorSelection: { residentKey: 'required' },
  })
})

test.each(['ES256', 'RS256'] as const)(
  'a passkey of %s is registered and signs in, more than once',
  async (algorithm) => {
    const authenticator = new SoftwareAuthenticator({ algorithm })
    expect((await register(authenticator)).text).toBe('{}')
    expect(refusalOf(await signIn(authenticator))).toBe('200')
    expect(refusalOf(await signIn(authenticator))).toBe('200')
  },
)

describe('registration is refused', () => {
  test.each<[string, Behaviour, string]>([
    ['another site', { origin: 'https://evil.example' }, 'WebAuthnOriginNotAllowedException'],
    ['an extension', { origin: 'chrome-extension://abcdefghijklmnop' }, 'WebAuthnOriginNotAllowedException'],
    ['no origin at all', { origin: 'null' }, 'WebAuthnOriginNotAllowedException'],
    ['another relying party', { rpId: 'example.com' }, 'WebAuthnRelyingPartyMismatchException'],
    ['another ceremony', { type: 'webauthn.get' }, 'WebAuthnChallengeNotFoundException'],
  ])('to %s', async (_, behaviour, type) => {
    expect((await register(new SoftwareAuthenticator(behaviour))).json.__type).toBe(type)
  })

  test('to what is no credential', async () => {
    await challenge()
    const answer = await callApi(pool.url, 'CompleteWebAuthnRegistration', {
      AccessToken,
      Credential: { response: {} },
    })
    expect(answer.json.__type).toBe('InvalidParameterException')
    await challenge()
    const garbage = { response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } }
    const refused = await callApi(pool.url, 'CompleteWebAuthnRegistration', {
      AccessToken,
      Credential: garbage,
    })
    expect(refused.json.__type).toBe('WebAuthnCredentialNotSupportedException')
  })

  test('to another challenge, or the same one twice', async () => {
    const authenticator = new SoftwareAuthenticator()
    const first = authenticator.create(await challenge())
    expect(
      refusalOf(await callApi(pool.url, 'CompleteWebAuthnRegistration', { AccessToken, Credential: first })),
    ).toBe('200')
    const again = await callApi(pool.url, 'CompleteWebAuthnRegistration', { AccessToken, Credential: first })
    expect(again.json.__type).toBe('WebAuthnChallengeNotFoundException')
  })

  test('after five minutes', async () => {
    const Credential = new SoftwareAuthenticator().create(await challenge())
    pool.clock.advance(300_000)
    const late = await callApi(pool.url, 'CompleteWebAuthnRegistration', { AccessToken, Credential })
    expect(late.json.__type).toBe('WebAuthnChallengeNotFoundException')
  })

  test('to another client than the one that asked', async () => {
    const Credential = new SoftwareAuthenticator().create(await challenge())
    const other = await passwordSignIn({ url: pool.url, client: pool.clients.legacy, user: pool.users.ada })
    const parameters = { AccessToken: tokensOf(other).AccessToken, Credential }
    expect((await callApi(pool.url, 'CompleteWebAuthnRegistration', parameters)).json.__type).toBe(
      'WebAuthnClientMismatchException',
    )
  })
})

describe('sign-in is refused', () => {
  test.each<[string, Behaviour, string]>([
    ['another key', { wrongKey: true }, 'NotAuthorizedException'],
    ['another site', { origin: 'https://evil.example' }, 'WebAuthnOriginNotAllowedException'],
    ['an extension', { origin: 'moz-extension://0b1d' }, 'WebAuthnOriginNotAllowedException'],
    ['another relying party', { rpId: 'example.com' }, 'WebAuthnRelyingPartyMismatchException'],
    ['another ceremony', { type: 'webauthn.create' }, 'WebAuthnChallengeNotFoundException'],
  ])('to %s', async (_, behaviour, type) => {
    const authenticator = new SoftwareAuthenticator()
    await register(authenticator)
    authenticator.change(behaviour)
    expect((await signIn(authenticator)).json.__type).toBe(type)
  })

  test('to a passkey the user does not have', async () => {
    await register(new SoftwareAuthenticator())
    expect((await signIn(new SoftwareAuthenticator())).json.__type).toBe('NotAuthorizedException')
  })

  test('to a copy, whose counter lags behind', async () => {
    const authenticator = new SoftwareAuthenticator()
    await register(authenticator)
    await signIn(authenticator)
    authenticator.rewind()
    expect((await signIn(authenticator)).json.__type).toBe('NotAuthorizedException')
  })
})

test('a switch lets extensions in', async () => {
  await pool.close()
  await open({ acceptExtensionOrigins: true })
  const authenticator = new SoftwareAuthenticator({ origin: 'chrome-extension://abcdefghijklmnop' })
  expect(refusalOf(await register(authenticator))).toBe('200')
  expect(refusalOf(await signIn(authenticator))).toBe('200')
})

test('passkeys are listed and deleted', async () => {
  const authenticator = new SoftwareAuthenticator()
  await register(authenticator)
  const CredentialId = authenticator.id.toString('base64url')
  const list = async (): Promise<unknown> =>
    (await callApi(pool.url, 'ListWebAuthnCredentials', { AccessToken })).json.Credentials
  expect(await list()).toMatchObject([
    {
      CredentialId,
      RelyingPartyId: 'localhost',
      AuthenticatorTransports: ['internal'],
      CreatedAt: expect.any(Number),
    },
  ])
  const remove = (): Promise<Answer> =>
    callApi(pool.url, 'DeleteWebAuthnCredential', { AccessToken, CredentialId })
  expect(refusalOf(await remove())).toBe('200')
  expect(await list()).toEqual([])
  expect(refusalOf(await remove())).toBe('ResourceNotFoundException: Credential does not exist.')
})
