import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authorizationAnswer } from '../../../src/managed-login/authorization-answer.ts'

const poolId = 'eu-west-1_Pool'
const redirectUri = `https://mophcmpmhijfcmgpeabfgglojbeeclif.chromiumapp.org/${poolId}`
const issuer = `https://cognito-idp.eu-west-1.amazonaws.com/${poolId}`
const expected = { poolId, clientId: 'client', redirectUri, state: 'right' }
const read = (address: string) => authorizationAnswer(address, expected)

describe('the answer of managed login', () => {
  test.each([
    ['with code and state', '?code=abc&state=right'],
    ['that names the issuer', `?code=abc&state=right&iss=${encodeURIComponent(issuer)}`],
    ['with something unknown besides', '?code=abc&state=right&lang=en'],
  ])('%s is a code', (_, query) => {
    expect(read(redirectUri + query)).toEqual({ state: 'code', code: 'abc' })
  })

  test.each([
    ['a wrong state', `${redirectUri}?code=abc&state=wrong`],
    ['no state', `${redirectUri}?code=abc`],
    ['two states', `${redirectUri}?code=abc&state=right&state=wrong`],
    ['no code', `${redirectUri}?state=right`],
    ['an empty code', `${redirectUri}?code=&state=right`],
    ['two codes', `${redirectUri}?code=abc&code=def&state=right`],
    ['another pool’s path', `${redirectUri}2?code=abc&state=right`],
    ['a longer path', `${redirectUri}/x?code=abc&state=right`],
    ['no path', 'https://mophcmpmhijfcmgpeabfgglojbeeclif.chromiumapp.org/?code=abc&state=right'],
    ['the path in other letters', `${redirectUri.replace('Pool', 'POOL')}?code=abc&state=right`],
    ['another host', `https://evil.chromiumapp.org/${poolId}?code=abc&state=right`],
    ['another scheme', `${redirectUri.replace('https:', 'http:')}?code=abc&state=right`],
    ['another port', `${redirectUri.replace('.org/', '.org:8443/')}?code=abc&state=right`],
    ['a user name', `${redirectUri.replace('https://', 'https://a@')}?code=abc&state=right`],
    ['a fragment instead of a query', `${redirectUri}#code=abc&state=right`],
    ['a fragment beside the query', `${redirectUri}?code=abc&state=right#x`],
    ['another issuer', `${redirectUri}?code=abc&state=right&iss=https%3A%2F%2Fevil.example`],
    ['an id token', `${redirectUri}?code=abc&state=right&id_token=eyJ`],
    ['an error with a wrong state', `${redirectUri}?error=access_denied&state=wrong`],
    ['nothing of an address', 'not an address'],
  ])('with %s is thrown away', (_, address) => {
    expect(read(address)).toEqual({ state: 'foreign', reason: expect.stringMatching(/\w/) })
  })

  test('with an error repeats the endpoint’s words', () => {
    const query = '?error=access_denied&error_description=Pre%20sign-up%20says%20no&state=right'
    expect(read(redirectUri + query)).toEqual({
      state: 'refused',
      error: 'access_denied',
      description: 'Pre sign-up says no',
    })
    expect(read(`${redirectUri}?error=x&state=right`)).toEqual({ state: 'refused', error: 'x' })
  })

  test('whatever it is, throws nothing and gives a code only to the right state at the right address', () => {
    const parts = fc.constantFrom(
      redirectUri,
      '?',
      '&',
      'code=abc',
      'state=right',
      'state=x',
      '#',
      'iss=x',
      '%',
      '/',
    )
    const addresses = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.array(parts).map((some) => some.join('')),
    )
    fc.assert(
      fc.property(addresses, (address) => {
        const answer = read(address)
        if (answer.state === 'code')
          expect(address.startsWith(`${redirectUri}?`) && address.includes('state=right')).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
