import { CognitoError, MemoryStorage, type Ports } from '@cognito-shared-session/cognito-session'
import { exchangeCode } from '@cognito-shared-session/cognito-session/managed-login'
import { verifySession } from '@cognito-shared-session/cognito-session/verify'
import { SessionError } from '../../contract/errors.ts'
import type { AccountId, ProfileId } from '../../contract/identity.ts'
import type { AuthorizationRequest } from '../../contract/messages.ts'
import type { StorageArea } from '../ports.ts'
import type { Profiles } from '../profiles.ts'
import type { SessionOwner } from '../session-owner.ts'
import type { UserPools } from '../user-pools.ts'

const PLACE = 'transaction:managed-login'
const LIFE = 10 * 60_000

/** As it is stored, whole, in the session area. */
interface Transaction {
  version: 1
  profile: ProfileId
  /** Where the code comes from: it goes to no other. */
  domain: string
  redirectUri: string
  state: string
  nonce: string
  verifier: string
  since: number
}

/**
 * Sign-in on the user pool's own pages. A page of the extension opens them and reads their answer; what is
 * secret of the transaction (the PKCE verifier, the tokens) never leaves the background. There is one
 * transaction at a time, and it is spent by being taken: who answers it twice, late, or after a newer one has
 * begun gets nothing. A worker that dies before the take leaves it as it is, one that dies after it leaves a
 * sign-in that has to be repeated.
 */
export class ManagedLogins {
  readonly #ports: Ports & { session: StorageArea }
  readonly #pools: UserPools
  readonly #profiles: Profiles
  readonly #owner: SessionOwner
  #taking: Promise<unknown> = Promise.resolve()

  constructor(
    ports: Ports & { session: StorageArea },
    pools: UserPools,
    profiles: Profiles,
    owner: SessionOwner,
  ) {
    this.#ports = ports
    this.#pools = pools
    this.#profiles = profiles
    this.#owner = owner
  }

  async begin(profile: ProfileId, redirectUri: string): Promise<AuthorizationRequest> {
    const [state, nonce, verifier] = [this.#secret(), this.#secret(), this.#secret()]
    const transaction: Transaction = {
      version: 1,
      profile,
      domain: await this.#domainOf(profile),
      redirectUri,
      state,
      nonce,
      verifier,
      since: this.#ports.now(),
    }
    await this.#ports.session.set({ [PLACE]: transaction })
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
    return { state, nonce, codeChallenge: base64url(new Uint8Array(hash)) }
  }

  /**
   * @throws SessionError `signInInterrupted` where no such transaction is under way; `unknownProfile`
   * @throws CognitoError `CodeRefused`, `ClaimsInvalid`, `SignatureInvalid`, `NetworkError` …
   */
  async finish(state: string, code: string): Promise<{ account: AccountId }> {
    const { profile, ...request } = await this.#take(state)
    if ((await this.#domainOf(profile)) !== request.domain) throw interrupted()
    const pool = await this.#pools.open(profile, new MemoryStorage())
    const session = await exchangeCode(pool, { ...request, code })
    await verifySession(session, pool, request).catch(unlessKeysUnreachable)
    return { account: await this.#owner.adopt(profile, session) }
  }

  async #domainOf(profile: ProfileId): Promise<string> {
    const { login } = (await this.#profiles.find(await this.#profiles.offered(profile))) ?? {}
    if (login === undefined) throw interrupted()
    return login.domain
  }

  /** One take after the other, since the store knows no reading and removing in one. */
  #take(state: string): Promise<Transaction> {
    const take = async () => {
      const found = await this.#ports.session.get(PLACE)
      if (!isTransaction(found) || found.state !== state) throw interrupted()
      await this.#ports.session.remove([PLACE])
      if (Math.abs(this.#ports.now() - found.since) >= LIFE) throw interrupted()
      return found
    }
    const taken = this.#taking.then(take, take)
    this.#taking = taken
    return taken
  }

  /** 256 bits, as RFC 7636, 4.1 asks of a verifier. */
  #secret(): string {
    return base64url(this.#ports.getRandomValues(new Uint8Array(32)))
  }
}

/** The tokens came from the pool itself over TLS (OpenID Connect Core 1.0, 3.1.3.7); they are judged again later. */
function unlessKeysUnreachable(error: unknown): void {
  if (!(error instanceof CognitoError && error.code === 'KeysUnreachable')) throw error
}

function isTransaction(value: unknown): value is Transaction {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1
}

function interrupted(): SessionError {
  return new SessionError('signInInterrupted', 'No such sign-in is under way: it ended, or took too long.')
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
