import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import {
  CognitoAccessToken,
  CognitoIdToken,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserPool,
  CognitoUserSession,
} from '@cognito-shared-session/cognito-session'
import { jwt, sessionWith } from '../support/tokens.ts'

describe('a token', () => {
  test('reads only its own member', () => {
    const both = { IdToken: jwt({ sub: 'id' }), AccessToken: jwt({ sub: 'access' }) }
    expect(new CognitoIdToken(both).payload.sub).toBe('id')
    expect(new CognitoAccessToken(both).payload.sub).toBe('access')
    expect(new CognitoRefreshToken({ RefreshToken: 'r' }).getToken()).toBe('r')
  })

  test('keeps the JWT as given', () => {
    const text = `${jwt({ sub: 'x' })} `
    expect(new CognitoIdToken({ IdToken: text }).getJwtToken()).toBe(text)
  })

  test('is decoded on first use, and once', () => {
    const parse = vi.spyOn(JSON, 'parse')
    const token = new CognitoIdToken({ IdToken: jwt({ exp: 7, iat: 5 }) })
    expect(parse).not.toHaveBeenCalled()
    expect([token.getExpiration(), token.getIssuedAt(), token.payload.exp]).toEqual([7, 5, 7])
    expect(token.payload).toBe(token.payload)
    expect(parse).toHaveBeenCalledTimes(1)
    parse.mockRestore()
  })

  test('decodes to a fresh, equal object each time', () => {
    const token = new CognitoAccessToken({ AccessToken: jwt({ scope: 'a b', nested: { deep: 1 } }) })
    const [first, second] = [token.decodePayload(), token.decodePayload()]
    expect(first).toEqual(second)
    expect(first).not.toBe(second)
    first['nested'].deep = 2
    expect(token.payload['nested']).toEqual({ deep: 1 })
  })

  test.each([
    ['empty', ''],
    ['without a dot', 'abc'],
    ['with bad base64', 'a.%%%.c'],
    ['with bad JSON', `a.${btoa('{"sub":')}.c`],
    ['with a payload that is null', `a.${btoa('null')}.c`],
    ['with a payload that is an array', `a.${btoa('[1]')}.c`],
    ['with a payload that is a number', `a.${btoa('12')}.c`],
  ])('%s has an empty payload and no times, and throws nowhere', (_, text) => {
    for (const token of [
      new CognitoIdToken({ IdToken: text }),
      new CognitoAccessToken({ AccessToken: text }),
    ]) {
      expect(token.payload).toEqual({})
      expect(token.decodePayload()).toEqual({})
      expect(token.getExpiration()).toBeUndefined()
      expect(token.getIssuedAt()).toBeUndefined()
      expect(token.getJwtToken()).toBe(text)
    }
  })

  test('has no times where exp and iat are no numbers', () => {
    const token = new CognitoIdToken({ IdToken: jwt({ exp: '7', iat: null }) })
    expect(token.getExpiration()).toBeUndefined()
    expect(token.getIssuedAt()).toBeUndefined()
  })

  test.each(['base64', 'base64url'] as const)('reads %s, padded or not, and UTF-8', (encoding) => {
    for (const name of ['Zoë 李', 'aa', 'aaa', '~~~???>>>', '🎈']) {
      const payload = Buffer.from(JSON.stringify({ name })).toString(encoding)
      const bare = payload.replace(/=+$/, '')
      const padded = bare.padEnd(Math.ceil(bare.length / 4) * 4, '=')
      for (const text of [bare, padded]) {
        expect(new CognitoIdToken({ IdToken: `a.${text}.c` }).payload).toEqual({ name })
      }
    }
  })
})

describe('the refresh token is never shown', () => {
  const secret = 'SECRET-REFRESH-TOKEN'
  const session = sessionWith({ refreshToken: secret })
  const Pool = new CognitoUserPool({ UserPoolId: 'eu-west-1_a', ClientId: 'c' })
  const user = new CognitoUser({ Username: 'ann', Pool })
  void user.setSignInUserSession(session)
  const holders: [string, object][] = [
    ['a refresh token', new CognitoRefreshToken({ RefreshToken: secret })],
    ['a session', session],
    ['a user', user],
    ['a pool', Pool],
    ['the session of a user', user.getSignInUserSession() ?? {}],
  ]
  test.each(holders)('by %s', (_, holder) => {
    for (const shown of [
      JSON.stringify({ holder }),
      Reflect.apply(String, undefined, [holder]),
      inspect({ deep: { holder } }, { depth: 20, showHidden: true }),
      JSON.stringify(Object.values(holder)),
    ]) {
      expect(shown).not.toContain(secret)
    }
  })

  test('which says so', () => {
    expect(JSON.stringify(new CognitoRefreshToken({ RefreshToken: secret }))).toBe('"[redacted]"')
    expect(new CognitoRefreshToken({ RefreshToken: secret }).toString()).toBe('[redacted]')
    expect(session).toBeInstanceOf(CognitoUserSession)
  })
})
