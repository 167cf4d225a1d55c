import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUserSession,
  epochMs,
} from '@cognito-shared-session/cognito-session'
import { jwt, sessionWith, start, startSeconds, tokenPair } from '../support/tokens.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a session', () => {
  const pair = tokenPair()
  const IdToken = new CognitoIdToken(pair)
  const AccessToken = new CognitoAccessToken(pair)

  test.each([[{ IdToken }], [{ AccessToken }], [{}], [undefined], [{ IdToken: null, AccessToken }]])(
    'needs an id token and an access token: %o',
    (data) => {
      expect(() => new CognitoUserSession(data as never)).toThrow(
        'Id token and Access Token must be present.',
      )
    },
  )

  test('takes empty token objects, and is not valid', () => {
    const session = new CognitoUserSession({
      IdToken: new CognitoIdToken({ IdToken: '' }),
      AccessToken: new CognitoAccessToken({ AccessToken: '' }),
    })
    expect(session.isValid()).toBe(false)
  })

  test('hands out the very tokens it was given', () => {
    const RefreshToken = new CognitoRefreshToken({ RefreshToken: 'r' })
    const session = new CognitoUserSession({ IdToken, AccessToken, RefreshToken })
    expect(session.getIdToken()).toBe(IdToken)
    expect(session.getAccessToken()).toBe(AccessToken)
    expect(session.getRefreshToken()).toBe(RefreshToken)
    expect(new CognitoUserSession({ IdToken, AccessToken }).getRefreshToken()).toBeUndefined()
  })

  test('has no drift where none is given, so that tokens of yesterday are not valid', () => {
    const session = sessionWith({ iat: startSeconds - 86_400 })
    expect(session.getClockDrift()).toBe(0)
    expect(session.isValid()).toBe(false)
  })
})

describe('isValid', () => {
  const valid = (exp: { id?: unknown; access?: unknown }, drift: number, at: number): boolean => {
    vi.setSystemTime(at)
    return new CognitoUserSession({
      IdToken: new CognitoIdToken({ IdToken: jwt({ exp: exp.id }) }),
      AccessToken: new CognitoAccessToken({ AccessToken: jwt({ exp: exp.access }) }),
      ClockDrift: drift,
    }).isValid()
  }

  test.each([
    ['before both expire', 100, 100, 0, 99_000, true],
    ['in the last millisecond of the last second', 100, 100, 0, 99_999, true],
    ['at exp itself, strictly', 100, 100, 0, 100_000, false],
    ['when only the id token has expired', 99, 100, 0, 99_000, false],
    ['when only the access token has expired', 100, 99, 0, 99_000, false],
    ['with a local clock an hour ahead', 100, 100, 3600, 3_699_999, true],
    ['with a local clock an hour ahead, expired', 100, 100, 3600, 3_700_000, false],
    ['with a local clock behind', 100, 100, -50, 49_999, true],
    ['with a local clock behind, expired', 100, 100, -50, 50_000, false],
    ['without exp in the id token', undefined, 100, 0, 1000, false],
    ['without exp in the access token', 100, undefined, 0, 1000, false],
  ])('%s', (_, id, access, drift, at, expected) => {
    expect(valid({ id, access }, drift, at)).toBe(expected)
  })

  test('can be asked for another moment', () => {
    const session = sessionWith({ life: 60 })
    expect(session.isValidAt(epochMs(start + 59_999))).toBe(true)
    expect(session.isValidAt(epochMs(start + 60_000))).toBe(false)
  })
})
