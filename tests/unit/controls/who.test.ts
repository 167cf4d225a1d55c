import { expect, test } from 'vitest'
import { announcementOf } from '../../../src/popup/announcer.tsx'
import { whoOf } from '../../../src/controls/who.ts'
import { ada, grace, profile } from '../../support/popup-stage/people.ts'

test.each([
  ['a name and an e-mail', { name: 'Ada', email: 'a@x.example' }, { name: 'Ada', detail: 'a@x.example' }],
  ['both names', { given_name: 'Ada', family_name: 'L' }, { name: 'Ada L', detail: 'u1' }],
  ['an e-mail alone', { email: 'a@x.example' }, { name: 'a@x.example' }],
  ['a user name alone', { 'cognito:username': 'ada' }, { name: 'ada' }],
  ['nothing', {}, { name: 'u1' }],
  ['claims of the wrong kind', { name: 7, email: ['x'], 'cognito:groups': 'admins' }, { name: 'u1' }],
])('somebody with %s', (_, idClaims, who) => {
  expect(whoOf({ idClaims, username: 'u1' })).toEqual({ ...who, groups: [] })
})

test('a name of a megabyte is cut', () => {
  expect(whoOf({ idClaims: { name: 'x'.repeat(1e6) }, username: 'u' }).name).toBe(`${'x'.repeat(120)}…`)
})

test('groups that are text are shown', () => {
  expect(whoOf({ idClaims: { 'cognito:groups': ['a', 7, 'b'] }, username: 'u' }).groups).toEqual(['a', 'b'])
})

test('changes are announced in words that do not tick', () => {
  expect(announcementOf({ kind: 'signedIn', view: ada, profile })).toBe('Signed in as Ada Lovelace.')
  expect(announcementOf({ kind: 'signedOut', profiles: [profile] })).toBe('Signed out.')
  if (grace.state !== 'signInNeeded') throw new Error('grace is the one whose session ended')
  expect(announcementOf({ kind: 'signInNeeded', view: grace, profiles: [] })).toMatch(
    /^Sign-in needed\. This/,
  )
})
