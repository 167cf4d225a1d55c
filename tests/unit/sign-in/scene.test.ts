import { expect, test } from 'vitest'
import { profileIdFrom, transactionIdFrom } from '../../../src/contract/identity.ts'
import type { SigningIn } from '../../../src/contract/signing-in.ts'
import { sceneOf, type About } from '../../../src/sign-in/scene.ts'
import { signInMethods as methods } from '../../../src/contract/policy.ts'
import { ada, profile } from '../../support/popup-stage/people.ts'

const NOW = 1_000_000
const code: SigningIn = {
  version: 1,
  id: transactionIdFrom('t'),
  profile: profileIdFrom('p/c'),
  username: 'ada',
  way: 'password',
  turn: 1,
  expiresAt: NOW + 1,
  screen: { step: 'code', medium: 'sms', challenge: 'SMS_MFA', username: 'ada', parameters: {} },
}
const over: SigningIn = { ...code, screen: { step: 'start' } }
const opened: About = { transaction: undefined, account: undefined, goOn: true }
const scene = (signingIns: SigningIn[], about: Partial<About> = {}, now = NOW) =>
  sceneOf({ signingIns, views: [ada], profiles: [profile], methods }, { ...opened, ...about }, now).kind

test('a page that is opened goes on where a sign-in was', () => {
  expect(scene([code])).toBe('step')
})
test('but not with one that is over, or had begun in vain', () => {
  expect(scene([code], {}, NOW + 1)).toBe('start')
  expect(scene([over])).toBe('start')
})
test('nor once the person started over', () => {
  expect(scene([code], { goOn: false })).toBe('start')
})
test('a sign-in that must begin anew says why where it is named', () => {
  const named = { transaction: over.id, goOn: false }
  const known = { signingIns: [over], views: [], profiles: [profile], methods }
  expect(sceneOf(known, { ...opened, ...named }, NOW)).toEqual({ kind: 'start', before: over })
})
test('who is signed in sees it; a question about the device comes first', () => {
  expect(scene([], { account: ada.account })).toBe('signedIn')
  const device: SigningIn = { ...code, screen: { step: 'rememberDevice', account: ada.account } }
  expect(scene([device], { account: ada.account, transaction: device.id })).toBe('step')
})
test('without a user pool there is nothing to sign in to', () => {
  expect(sceneOf({ signingIns: [], views: [], profiles: [], methods }, opened, NOW).kind).toBe('noPool')
})
