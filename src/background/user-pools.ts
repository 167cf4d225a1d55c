import {
  CognitoUserPool,
  type EventListener,
  type Ports,
  type SessionStorage,
} from '@cognito-shared-session/cognito-session'
import { SessionError } from '../contract/errors.ts'
import type { ProfileId } from '../contract/identity.ts'
import type { Profile } from '../contract/profile.ts'
import { keepingKeys } from './kept-keys.ts'
import type { StorageArea } from './ports.ts'
import type { Profiles } from './profiles.ts'

/** Makes the session library's pools of the profiles that are known. */
export class UserPools {
  readonly #profiles: Profiles
  readonly #ports: Ports & { session: StorageArea }

  constructor(profiles: Profiles, ports: Ports & { session: StorageArea }) {
    this.#profiles = profiles
    this.#ports = ports
  }

  /** @throws SessionError `unknownProfile` */
  async open(id: ProfileId, storage: SessionStorage, onEvent?: EventListener): Promise<CognitoUserPool> {
    const profile = await this.#profiles.find(id)
    if (profile === undefined) {
      throw new SessionError('unknownProfile', 'This user pool is not set up here any more. Add it again.')
    }
    const guarded = (input: string, init: RequestInit) => this.#fetch(input, init)
    return new CognitoUserPool({
      UserPoolId: profile.poolId,
      ClientId: profile.clientId,
      Storage: storage,
      onEvent,
      ports: { ...this.#ports, fetch: keepingKeys(guarded, this.#ports) },
      ...(profile.endpoint === undefined ? {} : { endpoint: profile.endpoint }),
    })
  }

  /** The CSP cannot know the pools that are entered at run time, so the way out is checked here. */
  async #fetch(input: string, init: RequestInit): Promise<Response> {
    const host = new URL(input).origin
    const known = (await this.#profiles.reachable()).some(
      (profile) => endpointOf(profile) === host || profile.login?.domain === host,
    )
    if (!known) throw new TypeError(`Refused to reach ${host}: no user pool that is set up here lives there.`)
    return this.#ports.fetch(input, init)
  }
}

function endpointOf(profile: Profile): string {
  const region = profile.poolId.split('_')[0] ?? ''
  return new URL(profile.endpoint ?? `https://cognito-idp.${region}.amazonaws.com`).origin
}
