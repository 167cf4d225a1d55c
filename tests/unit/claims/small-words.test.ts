import { expect, test } from 'vitest'
import { byteSize } from '../../../src/claims/byte-size.ts'
import { clockNote } from '../../../src/claims/clock-note.ts'
import { TimeWords } from '../../../src/claims/time-words.ts'

test.each([
  [842, '842 bytes'],
  [1184, '1.2 kB'],
  [1_000_000, '1,000 kB'],
])('%i bytes are “%s”', (bytes, words) => {
  expect(byteSize(bytes, 'en')).toBe(words)
})

test.each([
  [0, undefined],
  [4, undefined],
  [3720, 'This device’s clock is 62 minutes ahead of Cognito’s. The times here are corrected for it.'],
  [-3600, 'This device’s clock is 60 minutes behind Cognito’s. The times here are corrected for it.'],
  [Number.NaN, undefined],
])('a drift of %i s is told only where it matters', (drift, note) => {
  expect(clockNote(drift, new TimeWords('en'))).toBe(note)
})
