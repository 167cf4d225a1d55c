import type { CognitoUser } from 'amazon-cognito-identity-js'
import {
  fetchAuthSession,
  fetchDevices,
  forgetDevice,
  rememberDevice,
  signIn,
  signOut,
} from 'aws-amplify/auth'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { configureAmplify } from '../support/amplify.ts'
import { callApi, refusalOf, tokensOf } from '../support/call-api.ts'
import { begin, memoryStorage, oldLibraryUser, refresh, step } from '../support/old-library.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(() => pool.close())

function challenges(): (string | undefined)[] {
  return pool.calls.list().flatMap(({ challenge }) => (challenge === undefined ? [] : [challenge]))
}

function settled(
  run: (callbacks: { onSuccess: (value: unknown) => void; onFailure: (error: unknown) => void }) => void,
) {
  return new Promise<unknown>((resolve, reject) => run({ onSuccess: resolve, onFailure: reject }))
}

describe('a device of the old library', () => {
  let storage: ReturnType<typeof memoryStorage>
  let user: CognitoUser
  beforeEach(async () => {
    storage = memoryStorage()
    user = oldLibraryUser(pool, pool.clients.devices.id, 'sam', storage)
    user.setAuthenticationFlowType('USER_PASSWORD_AUTH')
    await begin(user, 'sam', pool.users.sms.password)
    const done = await step((callbacks) => user.sendMFACode(pool.inbox.lastCode('sam'), callbacks))
    expect(done).toMatchObject({ stage: 'done', confirmDevice: true })
  })

  test('is remembered when the person agrees, stands in for the code, and can be forgotten elsewhere', async () => {
    await settled((callbacks) => user.setDeviceStatusRemembered(callbacks))
    pool.calls.reset()
    const again = oldLibraryUser(pool, pool.clients.devices.id, 'sam', storage)
    expect((await begin(again, 'sam', pool.users.sms.password)).stage).toBe('done')
    expect(challenges()).toEqual(['PASSWORD_VERIFIER', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER'])
    const token = again.getSignInUserSession()?.getAccessToken()
    expect(token?.payload.device_key).toMatch(/^eu-west-1_[0-9a-f-]{36}$/)

    const gone = { AccessToken: token?.getJwtToken(), DeviceKey: token?.payload.device_key }
    expect(refusalOf(await callApi(pool.url, 'ForgetDevice', gone))).toBe('200')
    const later = oldLibraryUser(pool, pool.clients.devices.id, 'sam', storage)
    // The library forgets the device, too, and sends the same proof again.
    expect((await begin(later, 'sam', pool.users.sms.password)).stage).toBe('sms')
    expect([...storage.entries.keys()].filter((key) => key.endsWith('deviceKey'))).toEqual([])
  })

  test('is needed for a refresh, but does not stand in for the code until the person agrees', async () => {
    const session = user.getSignInUserSession()
    const refreshToken = session?.getRefreshToken().getToken() ?? ''
    expect((await refresh(user, refreshToken)).isValid()).toBe(true)
    const bare = { ClientId: pool.clients.devices.id, RefreshToken: refreshToken }
    const refused = await callApi(pool.url, 'GetTokensFromRefreshToken', bare)
    expect(refusalOf(refused)).toBe('NotAuthorizedException: Invalid Refresh Token')
    const DeviceKey = session?.getAccessToken().payload.device_key
    expect(refusalOf(await callApi(pool.url, 'GetTokensFromRefreshToken', { ...bare, DeviceKey }))).toBe(
      '200',
    )

    expect(await settled((callbacks) => user.getDevice(callbacks))).toMatchObject({ Device: { DeviceKey } })
    const listed = await settled((callbacks) => user.listDevices(5, null, callbacks))
    expect(listed).toMatchObject({ Devices: [{ DeviceAttributes: expect.any(Array) }] })
    const again = oldLibraryUser(pool, pool.clients.devices.id, 'sam', storage)
    again.setAuthenticationFlowType('USER_PASSWORD_AUTH')
    expect((await begin(again, 'sam', pool.users.sms.password)).stage).toBe('sms')
    expect(await settled((callbacks) => user.forgetDevice(callbacks))).toBe('SUCCESS')
    expect(await settled((callbacks) => user.listDevices(5, null, callbacks))).toEqual({ Devices: [] })
  })
})

describe('a device of Amplify', () => {
  // Amplify names the device after the browser, which Node 20 has none of.
  beforeEach(() => {
    vi.stubGlobal('navigator', { userAgent: 'a test' })
  })
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('is remembered by itself where the client always does, and signs in by device SRP', async () => {
    configureAmplify(pool, pool.clients.devicesAlways.id)
    const credentials = { username: 'ada', password: pool.users.ada.password }
    await signIn(credentials)
    const devices = await fetchDevices()
    expect(devices).toHaveLength(1)
    await signOut()
    pool.calls.reset()
    expect((await signIn(credentials)).isSignedIn).toBe(true)
    expect(challenges()).toEqual(['PASSWORD_VERIFIER', 'DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER'])
    const { tokens } = await fetchAuthSession({ forceRefresh: true })
    expect(tokens?.accessToken.payload.device_key).toBe(devices[0]?.id)
    await forgetDevice()
    expect(await fetchDevices()).toEqual([])
    await signOut()
  })

  test('is remembered on request where the client asks', async () => {
    configureAmplify(pool, pool.clients.devices.id)
    await signIn({ username: 'ada', password: pool.users.ada.password })
    await rememberDevice()
    expect(pool.calls.count('UpdateDeviceStatus')).toBe(1)
    await signOut()
  })
})

describe('devices', () => {
  test('a made-up device key is unknown, in words both libraries look for', async () => {
    const extra = { DEVICE_KEY: 'eu-west-1_made-up' }
    const client = pool.clients.devices
    expect(refusalOf(await passwordSignIn({ url: pool.url, client, user: pool.users.ada, extra }))).toBe(
      'ResourceNotFoundException: Device does not exist.',
    )
  })

  test('a refresh token serves only once its device is confirmed', async () => {
    const client = pool.clients.devices
    const answer = await passwordSignIn({ url: pool.url, client, user: pool.users.ada })
    const { NewDeviceMetadata } = Object(answer.json.AuthenticationResult)
    const DeviceKey = String(NewDeviceMetadata.DeviceKey)
    const parameters = { ClientId: client.id, RefreshToken: tokensOf(answer).RefreshToken, DeviceKey }
    const refused = await callApi(pool.url, 'GetTokensFromRefreshToken', parameters)
    expect(refusalOf(refused)).toBe('NotAuthorizedException: Invalid Refresh Token')
  })

  test('are listed page by page', async () => {
    const client = pool.clients.devicesAlways
    let AccessToken = ''
    for (let round = 0; round < 3; round += 1) {
      const answer = await passwordSignIn({ url: pool.url, client, user: pool.users.ada })
      AccessToken = tokensOf(answer).AccessToken
      const { DeviceKey } = Object(answer.json.AuthenticationResult).NewDeviceMetadata
      const DeviceSecretVerifierConfig = { Salt: 'AQID', PasswordVerifier: 'BAUG' }
      await callApi(pool.url, 'ConfirmDevice', { AccessToken, DeviceKey, DeviceSecretVerifierConfig })
    }
    const first = await callApi(pool.url, 'ListDevices', { AccessToken, Limit: 2 })
    expect(first.json.Devices).toHaveLength(2)
    const { PaginationToken } = first.json
    const second = await callApi(pool.url, 'ListDevices', { AccessToken, Limit: 2, PaginationToken })
    expect(second.json.Devices).toHaveLength(1)
    expect(second.json).not.toHaveProperty('PaginationToken')
  })
})
