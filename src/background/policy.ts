import { SessionError } from '../contract/errors.ts'
import type { Origin } from '../contract/identity.ts'
import type { Policy, SignInMethod } from '../contract/policy.ts'
import { policyFrom } from '../contract/read-policy.ts'
import type { ManagedStorage } from './ports.ts'

/**
 * What an operator allows. What is asked seldom is read from the browser each time: so a change counts at once, and
 * a policy that cannot be read allows nothing that it might forbid. What each question of a site needs is read once,
 * and again when the browser tells of a change.
 */
export class OperatorPolicy {
  readonly #managed: ManagedStorage
  #latest: Policy | undefined

  constructor(managed: ManagedStorage) {
    this.#managed = managed
  }

  async read(): Promise<Policy> {
    this.#latest = policyFrom(await this.#managed.read())
    return this.#latest
  }

  /** As it was read last. One that cannot be read gives nobody anything, and ends nothing either. */
  async known(): Promise<Policy> {
    return this.#latest ?? this.read().catch(() => policyFrom({}))
  }

  /** How long after a sign-in its session ends, in milliseconds, as far as it is known yet. */
  get sessionLimit(): number | undefined {
    return this.#latest?.sessionLimit
  }

  async allowedMethods(): Promise<readonly SignInMethod[]> {
    return (await this.read()).allowedMethods
  }

  /** @throws SessionError `forbiddenByPolicy` */
  async assertAllows(method: SignInMethod): Promise<void> {
    if (!(await this.allowedMethods()).includes(method)) throw forbidden()
  }

  async allowsClientMetadata(origin: Origin): Promise<boolean> {
    return (await this.read()).clientMetadataOrigins.includes(origin)
  }
}

export function forbidden(): SessionError {
  return new SessionError('forbiddenByPolicy', 'Whoever manages this browser does not allow this.')
}
