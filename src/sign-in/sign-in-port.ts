import type { Asked } from '../browser/ask.ts'
import type { Records } from '../browser/records.ts'
import type { Origin } from '../contract/identity.ts'
import type { Method, Params } from '../contract/messages.ts'
import type { PolicyInForce, SignInMethod } from '../contract/policy.ts'
import type { Profile } from '../contract/profile.ts'
import type { Settings } from '../contract/settings.ts'
import type { SigningIn } from '../contract/signing-in.ts'
import type { SessionViewRecord } from '../contract/view.ts'

/** Everything the page reads and asks: all that a test has to stand in for. */
export interface SignInPort {
  signingIns: Records<SigningIn>
  views: Records<SessionViewRecord>
  profiles: Records<Profile>
  settings: Pick<Records<Settings>, 'read'>
  presets: readonly Profile[]
  methods: Records<SignInMethod>
  policies: Records<PolicyInForce>
  /** Must be the first statement of a click's handler. */
  requestHost(origin: Origin): Promise<boolean>
  /** `signal` takes the browser's question away. */
  passkeys: {
    use(options: unknown, signal: AbortSignal): Promise<Record<string, unknown>>
    create(options: unknown, signal: AbortSignal): Promise<Record<string, unknown>>
  }
  closePage(): void
  ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>>
}
