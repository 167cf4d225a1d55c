import type { Policy, PolicyInForce } from '../contract/policy.ts'
import { policyFrom } from '../contract/read-policy.ts'
import type { StorageArea } from './ports.ts'
import { isFirstVersion, Records } from './records.ts'

const NONE = inForce(policyFrom({}))

/** What is in force, stored under `policy`: pages draw by it, and it tells the next worker what was withdrawn meanwhile. */
export class StoredPolicy {
  readonly #records: Records<PolicyInForce>

  constructor(local: StorageArea) {
    this.#records = new Records(local, 'policy', isPolicy)
  }

  async read(): Promise<PolicyInForce> {
    return (await this.#records.read('')) ?? NONE
  }

  write(policy: PolicyInForce): Promise<void> {
    return policy.print === NONE.print ? this.#records.remove('') : this.#records.write('', policy)
  }
}

/** A policy all of which is done. */
export function inForce(policy: Policy): PolicyInForce {
  return { ...policy, version: 1, print: JSON.stringify(policy) }
}

/** Written by this code alone; one of another version is taken for none, and written anew. */
function isPolicy(value: unknown): value is PolicyInForce {
  return isFirstVersion(value)
}
