import { expect, test } from 'vitest'
import { readTimestamp } from '../../src/crypto/srp-timestamp.ts'
import { timestampOf } from '../support/srp-client.ts'

test.each([
  ['Sun Nov 22 09:05:07 UTC 2026', '2026-11-22T09:05:07.000Z'],
  ['Thu Jan 1 00:00:00 UTC 1970', '1970-01-01T00:00:00.000Z'],
  ['Thu Feb 29 23:59:59 UTC 2024', '2024-02-29T23:59:59.000Z'],
])('%s is %s', (text, iso) => {
  expect(readTimestamp(text)).toBe(Date.parse(iso))
  expect(timestampOf(Date.parse(iso))).toBe(text)
})

test.each([
  '',
  '2026-11-22T09:05:07Z',
  'So Nov 22 09:05:07 UTC 2026',
  'Sun Okt 22 09:05:07 UTC 2026',
  'Sun Nov 22 9:05:07 UTC 2026',
  'Sun Nov 22 09:05:07 CET 2026',
])('%s is not in Cognito’s format', (text) => {
  expect(readTimestamp(text)).toBeUndefined()
})
