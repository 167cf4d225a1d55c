import { pageErrorCodes } from '@cognito-shared-session/page-sdk/protocol'
import { describe, expect, test } from 'vitest'
import type { ErrorCode } from '../../../src/contract/errors.ts'
import { errorSentence } from '../../../src/controls/error-sentences.ts'
import type { Catalogue } from '../../../src/words/catalogue.ts'
import { catalogues } from '../../support/words/catalogues.ts'

const said = (code: string, message = '') => errorSentence({ code: code as ErrorCode, message })

const codes = Object.keys(catalogues.en)
  .filter((name) => name.startsWith('error_'))
  .map((name) => name.slice('error_'.length))

describe('every error', () => {
  test.each(codes)('%s says what happened and what to do', (code) => {
    const sentences = said(code).match(/[^.!?]+[.!?]/g) ?? []
    expect(sentences.length).toBeGreaterThanOrEqual(2)
    expect(said(code)).not.toMatch(/exception|error code/i)
  })

  test.each(['de', 'ja'] as const)('says both in %s too', (lang) => {
    const sayings: Catalogue = catalogues[lang]
    const short = codes.filter(
      (code) => (sayings[`error_${code}`]?.message.match(/[^.!?。！？]+[.!?。！？]/g) ?? []).length < 2,
    )
    expect(short).toEqual([])
  })

  test('that a page can get has a sentence here too', () => {
    const known = codes.map((code) => code.toLowerCase())
    expect(known).toEqual(expect.arrayContaining(pageErrorCodes.map((code) => code.toLowerCase())))
  })
})

test.each([
  ['NotAuthorizedException', 'Incorrect username or password.', /User name or password is not right/],
  ['NotAuthorizedException', 'User is disabled.', /disabled/],
  ['NotAuthorizedException', 'Password attempts exceeded', /fifteen minutes/],
  [
    'NotAuthorizedException',
    'Client 4a1b is configured with secret but SECRET_HASH was not received',
    /secret/,
  ],
  ['ResourceNotFoundException', 'User pool client 4a1b does not exist.', /pool id, the client id/],
  ['ResourceNotFoundException', 'Device does not exist.', /does not know this browser/],
])('%s with “%s” is told apart', (code, message, sentence) => {
  expect(said(code, message)).toMatch(sentence)
})

test('a code that nobody knew keeps the message that came with it', () => {
  expect(said('BrandNewException', 'Something new happened. Do this.')).toBe(
    'Something new happened. Do this.',
  )
  expect(said('constructor', '')).toMatch(/Something went wrong/)
})
