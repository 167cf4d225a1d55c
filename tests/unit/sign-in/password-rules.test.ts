import { expect, test } from 'vitest'
import { passwordRules } from '../../../src/sign-in/password-rules.ts'

const broken = (password: string) =>
  passwordRules(password)
    .filter(({ met }) => !met)
    .map(({ text }) => text)

test.each([
  ['Abcdef1!', []],
  ['Abcde1!', ['At least 8 characters']],
  ['abcdef1!', ['An uppercase letter, A to Z']],
  ['ABCDEF1!', ['A lowercase letter, a to z']],
  ['Abcdefg!', ['A digit, 0 to 9']],
  ['Abcdefg1', ['A special character, as ! or ?']],
  ['Äbcdef1!', ['An uppercase letter, A to Z']],
  ['Abc def 1', []],
])('%s breaks %j', (password, rules) => {
  expect(broken(password)).toEqual(rules)
})
