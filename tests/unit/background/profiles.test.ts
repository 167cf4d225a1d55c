import { expect, test } from 'vitest'
import { Profiles } from '../../../src/background/profiles.ts'
import { profileIdOf } from '../../../src/contract/identity.ts'
import type { Profile } from '../../../src/contract/profile.ts'
import { KeptArea } from '../../support/background/kept-area.ts'

const ids = { poolId: 'eu-west-1_aBcDeFgHi', clientId: '4a1b2c3d4e5f6g7h8i9j0k1l2m' }
const preset: Profile = { version: 1, source: 'preset', id: profileIdOf(ids), name: 'Demo', ...ids }
const operators: Profile = { ...preset, source: 'policy', name: 'Corp' }

test('an operator’s pool that goes leaves the build’s own of the same app client to be offered', async () => {
  const profiles = new Profiles(new KeptArea(), async () => [], [preset])
  await profiles.retire(operators)
  expect(await profiles.offered(preset.id)).toBe(preset.id)
  expect(await profiles.find(preset.id)).toEqual(preset)
})

test('an operator’s pool that goes is known, but not offered, until nobody owes it anything', async () => {
  const profiles = new Profiles(new KeptArea(), async () => [], [])
  await profiles.retire(operators)
  await expect(profiles.offered(preset.id)).rejects.toThrow('not set up here any more')
  await profiles.sweep(new Set([preset.id]))
  expect(await profiles.find(preset.id)).toMatchObject({ name: 'Corp', removed: true })
  await profiles.sweep(new Set())
  expect(await profiles.find(preset.id)).toBe(undefined)
})
