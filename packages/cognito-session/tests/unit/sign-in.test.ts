import { createHmac } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { AuthenticationDetails } from '@cognito-shared-session/cognito-session'
import type { IAuthenticationCallback, SignInStep } from '@cognito-shared-session/cognito-session'
import { sessionWith, tokenPair } from '../support/tokens.ts'
import { World, json, later, offline, quiet, refusal, tokens } from '../support/world.ts'

const RESPOND = 'RespondToAuthChallenge'
const details = new AuthenticationDetails({ Username: 'ann', Password: 'secret' })
const success = () => tokens({ ...tokenPair(), RefreshToken: 'refresh-1' })

function passwordUser(world: World, name = 'ann', data = {}) {
  const user = world.user(name, data)
  user.setAuthenticationFlowType('USER_PASSWORD_AUTH')
  return user
}

/** Which callback was called, with what. */
function heard(run: (callbacks: Required<IAuthenticationCallback>) => void): Promise<unknown[]> {
  return new Promise((resolve) => {
    const note =
      (name: string) =>
      (...given: unknown[]) =>
        resolve([name, ...given])
    run({
      onSuccess: note('onSuccess'),
      onFailure: note('onFailure'),
      newPasswordRequired: note('newPasswordRequired'),
      mfaRequired: note('mfaRequired'),
      totpRequired: note('totpRequired'),
      selectMFAType: note('selectMFAType'),
      mfaSetup: note('mfaSetup'),
      customChallenge: note('customChallenge'),
    })
  })
}

describe('a sign-in', () => {
  test('by password stores the session in one record, and makes the user the current one', async () => {
    const world = new World()
    world.answer('InitiateAuth', success())
    const user = passwordUser(world)
    const session = await user.authenticateUser(details)
    expect(world.bodies('InitiateAuth')).toEqual([
      {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: 'client1',
        AuthParameters: { USERNAME: 'ann', PASSWORD: 'secret' },
      },
    ])
    expect(user.getSignInUserSession()).toBe(session)
    expect(world.stored()).toMatchObject({ state: 'signedIn', generation: 1, refreshToken: 'refresh-1' })
    expect(world.pool().getCurrentUser()?.getUsername()).toBe('ann')
  })

  test('calls back once, later', async () => {
    const world = new World()
    world.answer('InitiateAuth', success())
    const user = passwordUser(world)
    const callbacks = { onSuccess: vi.fn(), onFailure: vi.fn() }
    expect(user.authenticateUser(details, callbacks)).toBeUndefined()
    expect(callbacks.onSuccess).not.toHaveBeenCalled()
    await quiet()
    expect(callbacks.onSuccess.mock.calls).toEqual([[user.getSignInUserSession()]])
    expect(callbacks.onFailure).not.toHaveBeenCalled()
  })

  test('starts a generation higher than any earlier record of the user', async () => {
    const world = new World()
    world.answer('InitiateAuth', success())
    world.answer('RevokeToken', json({}))
    await world.user().setSignInUserSession(sessionWith())
    await world.user().signOut()
    await passwordUser(world).authenticateUser(details)
    expect(world.stored()).toMatchObject({ generation: 3 })
  })

  test.each([
    [
      'refused',
      refusal('NotAuthorizedException', 'Incorrect username or password.'),
      'NotAuthorizedException',
    ],
    ['offline', offline, 'NetworkError'],
    ['answered with nothing', json({}), 'InvalidResponse'],
    ['answered without an id token', tokens({ AccessToken: tokenPair().AccessToken }), 'InvalidResponse'],
  ])('%s writes nothing', async (_, answer, code) => {
    const world = new World()
    const written = vi.spyOn(world.storage, 'setItem')
    world.answer('InitiateAuth', answer)
    const [name, error] = await heard((callbacks) => passwordUser(world).authenticateUser(details, callbacks))
    expect([name, error]).toMatchObject(['onFailure', { code }])
    expect(written).not.toHaveBeenCalled()
  })

  test('that was under way when the user signed out is thrown away, and its refresh token revoked', async () => {
    const world = new World()
    const { answer, give } = later()
    world.answer('InitiateAuth', answer)
    world.answer('RevokeToken', json({}))
    const user = passwordUser(world)
    const outcome = expect(user.authenticateUser(details)).rejects.toMatchObject({ code: 'NoSession' })
    await quiet()
    await user.signOut()
    await give(success())
    await outcome
    expect(world.stored()).toBeUndefined()
    expect(world.bodies('RevokeToken')).toMatchObject([{ Token: 'refresh-1' }])
  })

  test.each([
    ['USER_SRP_AUTH', 'secret', { USERNAME: 'ann', SRP_A: expect.stringMatching(/^[0-9a-f]+$/) }],
    ['USER_PASSWORD_AUTH', 'secret', { USERNAME: 'ann', PASSWORD: 'secret' }],
    ['CUSTOM_AUTH', undefined, { USERNAME: 'ann' }],
    [
      'CUSTOM_AUTH',
      'secret',
      { USERNAME: 'ann', CHALLENGE_NAME: 'SRP_A', SRP_A: expect.stringMatching(/^[0-9a-f]+$/) },
    ],
    ['USER_AUTH', undefined, { USERNAME: 'ann' }],
    [
      'USER_AUTH',
      'secret',
      { USERNAME: 'ann', PREFERRED_CHALLENGE: 'PASSWORD_SRP', SRP_A: expect.stringMatching(/^[0-9a-f]+$/) },
    ],
  ])(
    'in the flow %s, password %s, begins with what Cognito wants',
    async (flow, Password, AuthParameters) => {
      const world = new World()
      world.answer('InitiateAuth', success())
      const user = world.user()
      if (flow !== 'USER_SRP_AUTH') user.setAuthenticationFlowType(flow)
      await user.authenticateUser(new AuthenticationDetails({ Username: 'ann', Password }))
      expect(world.bodies('InitiateAuth')).toEqual([{ AuthFlow: flow, ClientId: 'client1', AuthParameters }])
    },
  )

  test('lets the app add parameters of its own, but not change what the sign-in says', async () => {
    const world = new World()
    world.answer('InitiateAuth', success())
    const AuthParameters = { DEVICE_KEY: 'device-1', USERNAME: 'eve', PREFERRED_CHALLENGE: 'EMAIL_OTP' }
    const user = world.user()
    user.setAuthenticationFlowType('USER_AUTH')
    await user.authenticateUser(new AuthenticationDetails({ Username: 'ann', AuthParameters }))
    expect(world.bodies('InitiateAuth')).toMatchObject([
      { AuthParameters: { DEVICE_KEY: 'device-1', USERNAME: 'ann', PREFERRED_CHALLENGE: 'EMAIL_OTP' } },
    ])
  })

  test('in a flow that does not exist is refused', async () => {
    const user = new World().user()
    expect(user.setAuthenticationFlowType('MAGIC')).toBe('MAGIC')
    expect(user.getAuthenticationFlowType()).toBe('MAGIC')
    await expect(user.authenticateUser(details)).rejects.toMatchObject({
      message: 'Authentication flow type is invalid.',
    })
  })

  test('by password without one is refused before anything is sent', async () => {
    const world = new World()
    const none = new AuthenticationDetails({ Username: 'ann' })
    await expect(passwordUser(world).authenticateUser(none)).rejects.toMatchObject({
      message: 'PASSWORD parameter is required',
    })
    expect(world.requests).toEqual([])
  })

  test('passes on client metadata, and validation data before it', async () => {
    const world = new World()
    world.answer('InitiateAuth', success())
    const ClientMetadata = { a: '1' }
    await passwordUser(world).authenticateUser(
      new AuthenticationDetails({ Username: 'ann', Password: 'p', ClientMetadata }),
    )
    const ValidationData = { b: '2' }
    await passwordUser(world).authenticateUser(
      new AuthenticationDetails({ Username: 'ann', Password: 'p', ClientMetadata, ValidationData }),
    )
    expect(world.bodies('InitiateAuth')).toMatchObject([
      { ClientMetadata },
      { ClientMetadata: ValidationData },
    ])
  })
})

describe('an app client with a secret', () => {
  const hash = (name: string) => createHmac('sha256', 'shh').update(`${name}client1`).digest('base64')

  test("sends SECRET_HASH over what was typed, then over the pool's user name", async () => {
    const world = new World()
    const parameters = { USER_ID_FOR_SRP: 'uuid-1', SRP_B: '5', SALT: '6', SECRET_BLOCK: btoa('block') }
    world.answer(
      'InitiateAuth',
      json({ ChallengeName: 'PASSWORD_VERIFIER', ChallengeParameters: parameters }),
    )
    world.answer(RESPOND, success())
    const user = world.user('ann@example.com', { ClientSecret: 'shh' })
    await user.authenticateUser(details)
    expect(world.bodies('InitiateAuth')).toMatchObject([
      { AuthParameters: { USERNAME: 'ann@example.com', SECRET_HASH: hash('ann@example.com') } },
    ])
    expect(world.bodies(RESPOND)).toMatchObject([
      {
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses: { USERNAME: 'uuid-1', SECRET_HASH: hash('uuid-1') },
      },
    ])
    expect(user.getUsername()).toBe('uuid-1')
    expect(world.stored('uuid-1')).toMatchObject({ state: 'signedIn' })
    expect(world.pool().getCurrentUser()?.getUsername()).toBe('uuid-1')
  })
})

describe('each challenge', () => {
  const challenge = (ChallengeName: string, ChallengeParameters: object = {}, rest: object = {}) =>
    json({ ChallengeName, ChallengeParameters, Session: 'session-1', ...rest })

  test.each<[string, object, string, unknown[]]>([
    [
      'SMS_MFA',
      { CODE_DELIVERY_DESTINATION: '+***9' },
      'mfaRequired',
      ['SMS_MFA', { CODE_DELIVERY_DESTINATION: '+***9' }],
    ],
    ['EMAIL_OTP', {}, 'mfaRequired', ['EMAIL_OTP', {}]],
    ['SMS_OTP', {}, 'mfaRequired', ['SMS_OTP', {}]],
    [
      'SOFTWARE_TOKEN_MFA',
      { FRIENDLY_DEVICE_NAME: 'phone' },
      'totpRequired',
      ['SOFTWARE_TOKEN_MFA', { FRIENDLY_DEVICE_NAME: 'phone' }],
    ],
    [
      'SELECT_MFA_TYPE',
      { MFAS_CAN_CHOOSE: '["SMS_MFA"]' },
      'selectMFAType',
      ['SELECT_MFA_TYPE', { MFAS_CAN_CHOOSE: '["SMS_MFA"]' }],
    ],
    ['MFA_SETUP', { MFAS_CAN_SETUP: '[]' }, 'mfaSetup', ['MFA_SETUP', { MFAS_CAN_SETUP: '[]' }]],
    ['CUSTOM_CHALLENGE', { question: '?' }, 'customChallenge', [{ question: '?' }]],
    [
      'NEW_PASSWORD_REQUIRED',
      { userAttributes: '{"email":"a@b"}', requiredAttributes: '["userAttributes.name"]' },
      'newPasswordRequired',
      [{ email: 'a@b' }, ['name']],
    ],
  ])('%s has its callback', async (name, parameters, callback, given) => {
    const world = new World()
    world.answer('InitiateAuth', challenge(name, parameters))
    const called = await heard((callbacks) => passwordUser(world).authenticateUser(details, callbacks))
    expect(called).toEqual([callback, ...given])
    expect(world.stored()).toBeUndefined()
  })

  test.each([['SELECT_CHALLENGE'], ['WEB_AUTHN'], ['PASSWORD'], ['BRAND_NEW_CHALLENGE'], ['constructor']])(
    '%s without a callback is an error that names it, and touches no stored tokens',
    async (name) => {
      const world = new World()
      await world.user().setSignInUserSession(sessionWith())
      const before = world.stored()
      world.answer('InitiateAuth', challenge(name))
      const [called, error] = await heard((callbacks) =>
        passwordUser(world).authenticateUser(details, callbacks),
      )
      expect([called, error]).toMatchObject(['onFailure', { code: 'UnsupportedChallenge' }])
      expect(String(Reflect.get(Object(error), 'message'))).toContain(name)
      expect(world.stored()).toEqual(before)
    },
  )

  test.each<[string, Parameters<ReturnType<typeof passwordUser>['answer']>[1], object]>([
    ['SMS_MFA', { code: '1' }, { SMS_MFA_CODE: '1' }],
    ['SMS_OTP', { code: '1' }, { SMS_OTP_CODE: '1' }],
    ['EMAIL_OTP', { code: '1' }, { EMAIL_OTP_CODE: '1' }],
    ['SOFTWARE_TOKEN_MFA', { code: '1' }, { SOFTWARE_TOKEN_MFA_CODE: '1' }],
    ['SELECT_MFA_TYPE', { choice: 'SMS_MFA' }, { ANSWER: 'SMS_MFA' }],
    ['CUSTOM_CHALLENGE', { custom: 'blue' }, { ANSWER: 'blue' }],
    [
      'NEW_PASSWORD_REQUIRED',
      { newPassword: 'n', attributes: { name: 'A' } },
      { NEW_PASSWORD: 'n', 'userAttributes.name': 'A' },
    ],
    ['SELECT_CHALLENGE', { choice: 'PASSWORD', password: 'p' }, { ANSWER: 'PASSWORD', PASSWORD: 'p' }],
    [
      'SELECT_CHALLENGE',
      { choice: 'PASSWORD_SRP', password: 'p' },
      { ANSWER: 'PASSWORD_SRP', SRP_A: expect.stringMatching(/^[0-9a-f]+$/) },
    ],
    ['SELECT_CHALLENGE', { choice: 'EMAIL_OTP' }, { ANSWER: 'EMAIL_OTP' }],
    ['PASSWORD', { password: 'p' }, { PASSWORD: 'p' }],
    ['WEB_AUTHN', { credential: { id: 'c' } }, { CREDENTIAL: '{"id":"c"}' }],
  ])(
    '%s is answered in a process of its own, from the serialised step: %o',
    async (name, answer, responses) => {
      const world = new World()
      world.answer('InitiateAuth', challenge(name))
      world.answer(RESPOND, success())
      const step = await passwordUser(world).startSignIn(details)
      const kept: Exclude<SignInStep, { step: 'done' }> = JSON.parse(JSON.stringify(step))
      const next = new World()
      next.answer(RESPOND, success())
      expect(await next.user().answer(kept, answer)).toMatchObject({ step: 'done' })
      expect(next.bodies(RESPOND)).toEqual([
        {
          ChallengeName: name,
          ClientId: 'client1',
          Session: 'session-1',
          ChallengeResponses: { USERNAME: 'ann', ...responses },
        },
      ])
      expect(next.stored()).toMatchObject({ state: 'signedIn' })
    },
  )

  test('names the available first factors', async () => {
    const world = new World()
    world.answer(
      'InitiateAuth',
      challenge('SELECT_CHALLENGE', {}, { AvailableChallenges: ['PASSWORD', 'EMAIL_OTP'] }),
    )
    const user = world.user()
    user.setAuthenticationFlowType('USER_AUTH')
    expect(await user.startSignIn(new AuthenticationDetails({ Username: 'ann' }))).toMatchObject({
      step: 'chooseFactor',
      options: ['PASSWORD', 'EMAIL_OTP'],
    })
  })

  test('can be answered again after a wrong code', async () => {
    const world = new World()
    world.answer('InitiateAuth', challenge('SMS_MFA'))
    world.answer(RESPOND, refusal('CodeMismatchException'), success())
    const user = passwordUser(world)
    await heard((callbacks) => user.authenticateUser(details, callbacks))
    const first = await heard((callbacks) => user.sendMFACode('0', callbacks))
    expect(first).toMatchObject(['onFailure', { code: 'CodeMismatchException' }])
    expect(await heard((callbacks) => user.sendMFACode('1', callbacks))).toMatchObject(['onSuccess', {}])
    expect(world.bodies(RESPOND)).toMatchObject([{ Session: 'session-1' }, { Session: 'session-1' }])
  })

  test('is answered by the methods of the old library', async () => {
    const world = new World()
    world.answer('InitiateAuth', challenge('NEW_PASSWORD_REQUIRED', { USER_ID_FOR_SRP: 'uuid-1' }))
    world.answer(
      RESPOND,
      challenge('SELECT_MFA_TYPE'),
      challenge('SOFTWARE_TOKEN_MFA'),
      challenge('CUSTOM_CHALLENGE'),
      success(),
    )
    const user = passwordUser(world)
    await heard((callbacks) => user.authenticateUser(details, callbacks))
    const said = [
      await heard((callbacks) =>
        user.completeNewPasswordChallenge('n', { name: 'A' }, callbacks, { m: '1' }),
      ),
      await heard((callbacks) => user.sendMFASelectionAnswer('SOFTWARE_TOKEN_MFA', callbacks)),
      await heard((callbacks) => user.sendMFACode('123456', callbacks, 'SOFTWARE_TOKEN_MFA')),
      await heard((callbacks) => user.sendCustomChallengeAnswer('blue', callbacks)),
    ].map(([name]) => name)
    expect(said).toEqual(['selectMFAType', 'totpRequired', 'customChallenge', 'onSuccess'])
    expect(world.bodies(RESPOND)).toMatchObject([
      {
        ChallengeResponses: { USERNAME: 'uuid-1', NEW_PASSWORD: 'n', 'userAttributes.name': 'A' },
        ClientMetadata: { m: '1' },
      },
      { ChallengeResponses: { ANSWER: 'SOFTWARE_TOKEN_MFA' } },
      { ChallengeResponses: { SOFTWARE_TOKEN_MFA_CODE: '123456' } },
      { ChallengeResponses: { ANSWER: 'blue' } },
    ])
  })

  test('is not answered where none was asked', async () => {
    await expect(new World().user().sendMFACode('1')).rejects.toMatchObject({ code: 'InvalidParameter' })
  })

  test('MFA_SETUP: a secret, its first code, and on', async () => {
    const world = new World()
    world.answer('InitiateAuth', challenge('MFA_SETUP'))
    world.answer('AssociateSoftwareToken', json({ SecretCode: 'ABC', Session: 'session-2' }))
    world.answer('VerifySoftwareToken', json({ Status: 'SUCCESS', Session: 'session-3' }))
    world.answer(RESPOND, success())
    const user = passwordUser(world)
    await heard((callbacks) => user.authenticateUser(details, callbacks))
    expect(await user.associateSoftwareToken()).toBe('ABC')
    expect(await heard((callbacks) => user.verifySoftwareToken('123456', 'phone', callbacks))).toMatchObject([
      'onSuccess',
      {},
    ])
    expect(world.bodies('AssociateSoftwareToken')).toEqual([{ Session: 'session-1' }])
    expect(world.bodies('VerifySoftwareToken')).toEqual([
      { Session: 'session-2', UserCode: '123456', FriendlyDeviceName: 'phone' },
    ])
    expect(world.bodies(RESPOND)).toMatchObject([{ ChallengeName: 'MFA_SETUP', Session: 'session-3' }])
  })

  test('MFA_SETUP goes on from a stored step, in another worker', async () => {
    const world = new World()
    world.answer('InitiateAuth', challenge('MFA_SETUP'))
    const step = await passwordUser(world).startSignIn(details)
    const stored: SignInStep = JSON.parse(JSON.stringify(step))
    if (stored.step !== 'setUpMfa') throw new Error('Another step was expected.')
    world.answer('AssociateSoftwareToken', json({ SecretCode: 'ABC', Session: 'session-2' }))
    world.answer('VerifySoftwareToken', json({ Status: 'SUCCESS', Session: 'session-3' }))
    world.answer(RESPOND, success())
    const user = world.user()
    user.pending = stored
    expect(await user.associateSoftwareToken()).toBe('ABC')
    expect(user.pending.session).toBe('session-2')
    expect(await user.answer(user.pending, { code: '123456' })).toMatchObject({ step: 'done' })
    expect(world.bodies('VerifySoftwareToken')).toEqual([{ Session: 'session-2', UserCode: '123456' }])
    expect(world.bodies(RESPOND)).toMatchObject([{ ChallengeName: 'MFA_SETUP', Session: 'session-3' }])
  })

  test('MFA_SETUP with an e-mail address, to which a code goes', async () => {
    const world = new World()
    world.answer('InitiateAuth', challenge('MFA_SETUP'))
    world.answer(RESPOND, challenge('EMAIL_OTP'))
    const user = passwordUser(world)
    const step = await user.startSignIn(details)
    if (step.step !== 'setUpMfa') throw new Error('Another step was expected.')
    expect(await user.answer(step, { email: 'ann@example.com' })).toMatchObject({ step: 'code' })
    expect(world.bodies(RESPOND)).toMatchObject([
      { ChallengeName: 'MFA_SETUP', ChallengeResponses: { EMAIL: 'ann@example.com', USERNAME: 'ann' } },
    ])
  })
})

describe('a forgotten password', () => {
  test('gets a code, and is replaced with it', async () => {
    const world = new World()
    world.answer('ForgotPassword', json({ CodeDeliveryDetails: { Destination: 'a***@e***' } }))
    world.answer('ConfirmForgotPassword', json({}))
    const user = world.user()
    expect(await user.callUnsigned('ForgotPassword', {})).toEqual({
      CodeDeliveryDetails: { Destination: 'a***@e***' },
    })
    await user.callUnsigned('ConfirmForgotPassword', { ConfirmationCode: '123456', Password: 'new' })
    expect(world.bodies('ConfirmForgotPassword')).toEqual([
      { ClientId: 'client1', Username: 'ann', ConfirmationCode: '123456', Password: 'new' },
    ])
  })

  test('at an app client with a secret carries the hash of it', async () => {
    const world = new World()
    world.answer('ForgotPassword', json({}))
    await world.user('ann', { ClientSecret: 'secret' }).callUnsigned('ForgotPassword', {})
    const SecretHash = createHmac('sha256', 'secret').update('annclient1').digest('base64')
    expect(world.bodies('ForgotPassword')).toEqual([{ ClientId: 'client1', Username: 'ann', SecretHash }])
  })
})

describe('devices', () => {
  const key = 'CognitoSession.eu-west-1_Pool1.client1.device.ann'

  test('a new one is confirmed and remembered, and asked about where the pool says so', async () => {
    const world = new World()
    const NewDeviceMetadata = { DeviceKey: 'eu-west-1_d', DeviceGroupKey: 'group' }
    world.answer('InitiateAuth', tokens({ ...tokenPair(), RefreshToken: 'r', NewDeviceMetadata }))
    world.answer('ConfirmDevice', json({ UserConfirmationNecessary: true }))
    const called = await heard((callbacks) => passwordUser(world).authenticateUser(details, callbacks))
    expect([called[0], called[2]]).toEqual(['onSuccess', true])
    expect(JSON.parse(world.item(key))).toMatchObject({ deviceKey: 'eu-west-1_d', deviceGroupKey: 'group' })
    expect(world.bodies('ConfirmDevice')).toMatchObject([
      {
        DeviceKey: 'eu-west-1_d',
        DeviceSecretVerifierConfig: { Salt: expect.any(String), PasswordVerifier: expect.any(String) },
      },
    ])
  })

  test('a known one is offered, proves itself, and is set, listed, seen and forgotten', async () => {
    const world = new World()
    const device = { deviceKey: 'eu-west-1_d', deviceGroupKey: 'group', randomPassword: 'pw' }
    await world.storage.setItem(key, JSON.stringify(device))
    const srp = { SRP_B: '5', SALT: '6', SECRET_BLOCK: btoa('block') }
    world.answer(
      'InitiateAuth',
      json({ ChallengeName: 'DEVICE_SRP_AUTH', ChallengeParameters: {}, Session: 's1' }),
    )
    world.answer(
      RESPOND,
      json({ ChallengeName: 'DEVICE_PASSWORD_VERIFIER', ChallengeParameters: srp, Session: 's2' }),
      success(),
    )
    const user = passwordUser(world)
    await user.authenticateUser(details)
    expect(world.bodies('InitiateAuth')).toMatchObject([{ AuthParameters: { DEVICE_KEY: 'eu-west-1_d' } }])
    expect(world.bodies(RESPOND)).toMatchObject([
      { ChallengeName: 'DEVICE_SRP_AUTH', ChallengeResponses: { DEVICE_KEY: 'eu-west-1_d' } },
      {
        ChallengeName: 'DEVICE_PASSWORD_VERIFIER',
        ChallengeResponses: { DEVICE_KEY: 'eu-west-1_d', TIMESTAMP: expect.any(String) },
      },
    ])
    for (const operation of ['UpdateDeviceStatus', 'GetDevice', 'ListDevices', 'ForgetDevice']) {
      world.answer(operation, json({ done: operation }))
    }
    expect(await user.setDeviceStatusRemembered()).toBe('SUCCESS')
    expect(await user.setDeviceStatusNotRemembered()).toBe('SUCCESS')
    expect(await user.getDevice()).toEqual({ done: 'GetDevice' })
    expect(await user.listDevices(3, 'page')).toEqual({ done: 'ListDevices' })
    expect(world.bodies('ListDevices')).toMatchObject([{ Limit: 3, PaginationToken: 'page' }])
    expect(await user.forgetDevice()).toBe('SUCCESS')
    expect(world.storage.getItem(key)).toBeNull()
    await expect(user.getDevice()).rejects.toMatchObject({ code: 'InvalidParameter' })
  })
})
