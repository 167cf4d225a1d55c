import { SessionError } from '../contract/errors.ts'
import type { Origin } from '../contract/identity.ts'
import type { Policy, SignInMethod } from '../contract/policy.ts'
import { policyFrom } from '../contract/read-policy.ts'
import type { ManagedStorage } from './ports.ts'
import type { StoredPolicy } from './stored-policy.ts'

/**
 * What an operator allows. What is asked seldom is read from the browser each time: so a change counts at once, and
 * a policy that cannot be read allows nothing that it might forbid. What each question of a site needs is read once,
 * and again when the browser tells of a change; while it cannot be read, what was in force last stays forbidden, and
 * a worker that starts gives sites nothing.
 */
export class OperatorPolicy {
  readonly #managed: ManagedStorage
  readonly #stored: StoredPolicy
  #latest: Policy | undefined
  /** What an earlier worker read, where this one could not yet. */
  #before: Policy | undefined

  constructor(managed: ManagedStorage, stored: StoredPolicy) {
    this.#managed = managed
    this.#stored = stored
  }

  async read(): Promise<Policy> {
    this.#latest = policyFrom(await this.#managed.read())
    return this.#latest
  }

  /** As it was read last. One that this worker could never read gives nobody anything, and ends nothing either. */
  async known(): Promise<Policy> {
    const before = await this.knownBefore()
    // Perhaps it was read meanwhile: then the earlier one counts for nothing.
    return this.#latest ?? { ...before, allowedSites: [] }
  }

  /** As it was read last, by an earlier worker where this one cannot. */
  async knownBefore(): Promise<Policy> {
    return this.#latest ?? this.read().catch(async () => (this.#before = await this.#stored.read()))
  }

  /** How long after a sign-in its session ends, in milliseconds, as far as it is known yet. */
  get sessionLimit(): number | undefined {
    return (this.#latest ?? this.#before)?.sessionLimit
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
