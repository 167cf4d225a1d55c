import { expect, test, vi } from 'vitest'
import type { PolicyInForce } from '../../../src/contract/policy.ts'
import { policyFrom } from '../../../src/contract/read-policy.ts'
import { watchSnapshot, type Snapshot } from '../../../src/popup/snapshot.ts'
import { fakePort } from '../../support/popup-stage/fake-port.ts'

const policy: PolicyInForce = { ...policyFrom({}), version: 1, print: '' }

/** A popup over a site whose host the browser says it holds when the test lets it. */
function watched() {
  let hold: (held: boolean) => void = () => {}
  const held = new Promise<boolean>((resolve) => (hold = resolve))
  const parts: Partial<Snapshot>[] = []
  let decide: (policies: PolicyInForce[]) => void = () => {}
  const port = {
    ...fakePort({ stored: { tab: { id: 7, url: 'https://reports.acme.example/' } } }),
    policies: {
      read: () => Promise.resolve([]),
      onChanged: (listener: typeof decide) => {
        decide = listener
        return () => {}
      },
    },
    holdsHost: () => held,
  }
  watchSnapshot(port, (part) => parts.push(part))
  return { parts, hold, decide: (policies: PolicyInForce[]) => decide(policies) }
}

test('a policy that comes while the popup is open brings along whether the site’s host is held', async () => {
  const { parts, hold, decide } = watched()
  decide([policy])
  hold(true)
  await vi.waitFor(() => expect(parts).toEqual([{ policy, holdsHost: true }]))
})

test('a policy that is taken away meanwhile does not come back', async () => {
  const { parts, hold, decide } = watched()
  decide([policy])
  decide([])
  await vi.waitFor(() => expect(parts).toEqual([{ policy: undefined, holdsHost: undefined }]))
  hold(true)
  await new Promise(setImmediate)
  expect(parts).toEqual([{ policy: undefined, holdsHost: undefined }])
})
