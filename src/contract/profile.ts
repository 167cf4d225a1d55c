import type { ProfileId } from './identity.ts'

/** One app client of one user pool, as a person or an operator entered it. Stored under `profile:<id>`. */
export interface Profile extends ProfileInput {
  version: 1
  id: ProfileId
  /** `preset` comes with the build and cannot be removed. */
  source: 'person' | 'preset'
}

export interface ProfileInput {
  /** Shown to the person. */
  name: string
  /** e.g. `eu-west-1_aBcDeFgHi`; the region stands before the underscore. */
  poolId: string
  clientId: string
  /** Where the pool answers, if not at Amazon: a local user pool, e.g. `http://127.0.0.1:9230`. */
  endpoint?: string | undefined
}
