import { expect, test } from 'vitest'
import { switchable } from '../../../src/contract/chosen-account.ts'
import { sceneOf } from '../../../src/popup/scene.ts'
import { readSnapshot, type Snapshot } from '../../../src/popup/snapshot.ts'
import { fakePort } from '../../support/popup-stage/fake-port.ts'
import { ada, grace, otherProfile, profile } from '../../support/popup-stage/people.ts'

const nothing: Snapshot = {
  views: [],
  profiles: [],
  grants: [],
  settings: undefined,
  signingIns: [],
  tab: undefined,
  policy: undefined,
}
const signedOutAda = { ...ada, state: 'signedOut' as const }

test.each([
  ['nothing is known', {}, 'noProfile'],
  ['a pool is known', { profiles: [profile] }, 'signedOut'],
  ['everybody signed out', { profiles: [profile], views: [signedOutAda] }, 'signedOut'],
  ['somebody is signed in', { profiles: [profile], views: [ada] }, 'signedIn'],
  ['somebody is signed in to a pool that was removed', { views: [ada] }, 'signedIn'],
  ['a session ended by itself', { profiles: [profile], views: [grace] }, 'signInNeeded'],
  ['one ended, one goes on', { profiles: [profile], views: [grace, ada] }, 'signedIn'],
])('when %s', (_, stored, kind) => {
  expect(sceneOf({ ...nothing, ...stored }, undefined).kind).toBe(kind)
})

test('the person’s choice comes before the stored one, and gives way when that account is gone', () => {
  const stored = { ...nothing, profiles: [profile], views: [ada, grace] }
  const settings = { version: 1 as const, currentAccount: grace.account }
  expect(sceneOf({ ...stored, settings }, undefined).kind).toBe('signInNeeded')
  expect(sceneOf({ ...stored, settings }, ada.account).kind).toBe('signedIn')
  expect(sceneOf({ ...stored, views: [ada] }, grace.account).kind).toBe('signedIn')
})

test('an account that signed out is none to switch to', () => {
  expect(switchable([signedOutAda, grace])).toEqual([grace])
})

test('the build’s pools come first, and a stored one takes the place of its namesake', async () => {
  const renamed = { ...profile, name: 'Renamed', source: 'person' as const }
  const port = { ...fakePort({ stored: { profiles: [otherProfile, renamed] } }), presets: [profile] }
  expect((await readSnapshot(port)).profiles).toEqual([renamed, otherProfile])
})
