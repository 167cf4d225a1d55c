import { AuthorizationResponseError, validateAuthResponse } from 'oauth4webapi'

/** What an answer has to fit. */
export interface Expected {
  poolId: string
  clientId: string
  redirectUri: string
  state: string
}

export type AuthorizationAnswer =
  | { state: 'code'; code: string }
  /** The endpoint's own error, RFC 6749, 4.1.2.1. */
  | { state: 'refused'; error: string; description?: string }
  /** Not an answer to this request. */
  | { state: 'foreign'; reason: string }

/**
 * Reads where managed login led the browser. The browser lets any path of the extension's redirect host through:
 * scheme, host and path are compared exactly. What stands in the query is oauth4webapi's to judge: one `state`,
 * and the right one, the issuer where it is named, no token of the implicit flow.
 */
export function authorizationAnswer(address: string, expected: Expected): AuthorizationAnswer {
  if (!URL.canParse(address)) return foreign('It is no address.')
  const url = new URL(address)
  if (url.href.split(/[?#]/)[0] !== expected.redirectUri) return foreign('It came to another address.')
  if (url.hash !== '') return foreign('It came in the fragment of the address.')
  try {
    const client = { client_id: expected.clientId }
    const answer = validateAuthResponse({ issuer: issuerOf(expected.poolId) }, client, url, expected.state)
    const code = answer.get('code') ?? ''
    if (answer.getAll('code').length > 1 || code === '') return foreign('It has no code, or more than one.')
    return { state: 'code', code }
  } catch (error) {
    if (!(error instanceof AuthorizationResponseError)) return foreign(wordsOf(error))
    const { error: code, error_description: description } = error
    return { state: 'refused', error: code, ...(description === undefined ? {} : { description }) }
  }
}

function issuerOf(poolId: string): string {
  return `https://cognito-idp.${poolId.split('_')[0]}.amazonaws.com/${poolId}`
}

function foreign(reason: string): AuthorizationAnswer {
  return { state: 'foreign', reason }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : 'It could not be read.'
}
