import type { Fetcher } from 'aws-jwt-verify/https'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import type { PenaltyBox } from 'aws-jwt-verify/jwk'
import { CognitoError } from './cognito-error.ts'
import type { PoolContext } from './pool-context.ts'
import type { Clock } from './ports.ts'
import { later } from './time.ts'
import type { EpochMs } from './time.ts'

const timeLimit = 10_000
/** A `kid` that the pool does not have is asked for again after this long: anybody can make tokens with new ones. */
const penalty = 10_000

/** A pool's public keys (JWKS): fetched on first use and when a new `kid` comes, over the pool's own ports. */
export function publicKeys(pool: PoolContext): SimpleJwksCache {
  return new SimpleJwksCache({ fetcher: keyFetcher(pool), penaltyBox: new ClockedPenaltyBox(pool.ports) })
}

/** The keys lie beside the API, so that a pool behind an endpoint of its own brings its own keys. */
function keyFetcher({ endpoint, poolId, ports }: PoolContext): Fetcher {
  const address = `${endpoint.replace(/\/+$/, '')}/${poolId}/.well-known/jwks.json`
  return {
    async fetch() {
      const sending = new AbortController()
      const waiting = new AbortController()
      const late = ports.wait(timeLimit, waiting.signal).then(() => {
        if (!waiting.signal.aborted) sending.abort()
        throw new CognitoError('KeysUnreachable', "The pool's keys did not come within ten seconds.")
      })
      const init = { credentials: 'omit', redirect: 'error', signal: sending.signal } as const
      try {
        return await Promise.race([fetched(ports.fetch(address, init)), late])
      } finally {
        waiting.abort()
        late.catch(() => undefined)
      }
    },
  }
}

async function fetched(answer: Promise<Response>): Promise<ArrayBuffer> {
  try {
    const response = await answer
    if (response.ok) return await response.arrayBuffer()
    throw new Error(`HTTP status ${response.status}`)
  } catch (cause) {
    throw new CognitoError('KeysUnreachable', "The pool's keys could not be fetched.", { cause })
  }
}

/** As the library's own, but by our clock instead of a timer. */
class ClockedPenaltyBox implements PenaltyBox {
  readonly #clock: Clock
  #until: EpochMs | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  async wait(): Promise<void> {
    if (this.#until !== undefined && this.#clock.now() < this.#until) {
      throw new CognitoError('KeyUnknown', 'The pool has no key of this kid; it was asked a moment ago.')
    }
  }

  registerFailedAttempt(): void {
    this.#until = later(this.#clock.now(), penalty)
  }

  registerSuccessfulAttempt(): void {
    this.#until = undefined
  }
}
