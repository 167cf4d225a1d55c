import { SessionError } from '../contract/errors.ts'
import type { Origin } from '../contract/identity.ts'
import { policyFrom, type SignInMethod } from '../contract/policy.ts'
import type { ManagedStorage } from './ports.ts'

/**
 * What an operator allows. Read from the browser each time it is needed, which is seldom: so a change counts at
 * once, and a policy that cannot be read allows nothing that it might forbid.
 */
export class OperatorPolicy {
  readonly #managed: ManagedStorage

  constructor(managed: ManagedStorage) {
    this.#managed = managed
  }

  async allowedMethods(): Promise<readonly SignInMethod[]> {
    return policyFrom(await this.#managed.read()).allowedMethods
  }

  /** @throws SessionError `forbiddenByPolicy` */
  async assertAllows(method: SignInMethod): Promise<void> {
    if ((await this.allowedMethods()).includes(method)) return
    throw new SessionError(
      'forbiddenByPolicy',
      'Whoever manages this browser switched this way of signing in off. Sign in another way.',
    )
  }

  async allowsClientMetadata(origin: Origin): Promise<boolean> {
    return policyFrom(await this.#managed.read()).clientMetadataOrigins.includes(origin)
  }
}
