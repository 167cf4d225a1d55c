import { expect, test } from 'vitest'
import { catalogues } from '../../support/words/catalogues.ts'
import { spokenAs } from '../../support/words/spoken-as.ts'

const { de } = catalogues

test.each([
  ['en', 'Sign out', 'Sign out', true],
  ['en', 'Sign out', 'Sign out everywhere', false],
  ['de', 'Sign out', de.signOut.message, true],
  ['de', 'Sign out', 'Sign out', false],
  ['de', 'Set up 2 user pools', de.fileSetUp_other.message.replace('$COUNT$', '2'), true],
  ['ja', 'cognito:groups', 'cognito:groups', true],
] as const)('in %s “%s” is found as “%s”: %s', (lang, english, text, found) => {
  expect(spokenAs(lang)(english).test(text)).toBe(found)
})
