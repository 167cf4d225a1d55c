import { expect, test } from 'vitest'
import { checkPassword } from '../../src/password-policy.ts'

test.each(['Pässwörd1-', 'Aa1!aaaa', 'With spaces 1', 'Tilde~12', `Long-1${'x'.repeat(250)}`])(
  '%s is taken',
  (password) => {
    expect(() => checkPassword(password)).not.toThrow()
  },
)

test.each([
  ['Aa1!aaa', 'Password not long enough'],
  ['aa1!aaaa', 'Password must have uppercase characters'],
  ['AA1!AAAA', 'Password must have lowercase characters'],
  ['Aaa!aaaa', 'Password must have numeric characters'],
  ['Aa1aaaaa', 'Password must have symbol characters'],
])('%s is refused', (password, reason) => {
  expect(() => checkPassword(password)).toThrow(`Password does not conform to policy: ${reason}`)
})
