import { expect, test, vi } from 'vitest'
import { OperatorPolicy } from '../../../src/background/policy.ts'
import { inForce, StoredPolicy } from '../../../src/background/stored-policy.ts'
import { policyFrom } from '../../../src/contract/read-policy.ts'
import { KeptArea } from '../../support/background/kept-area.ts'

const before = inForce(policyFrom({ allowedSites: [{ origin: 'https://app.example', claims: ['sub'] }] }))

test('what was withdrawn is given to nobody, though the policy is read only while an earlier one is looked up', async () => {
  const stored = new StoredPolicy(new KeptArea())
  let readable = false
  const read = async () => (readable ? {} : Promise.reject(new Error('No policy can be read.')))
  const policy = new OperatorPolicy({ read }, stored)
  vi.spyOn(stored, 'read').mockImplementation(async () => {
    readable = true
    await policy.read()
    return before
  })
  expect(before.allowedSites).toHaveLength(1)
  expect((await policy.known()).allowedSites).toEqual([])
})
