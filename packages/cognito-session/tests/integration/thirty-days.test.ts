import { afterAll, beforeAll, expect, test } from 'vitest'
import { startUserPool } from '@cognito-shared-session/local-user-pool'
import type { Fault, LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { CognitoUser } from '@cognito-shared-session/cognito-session'
import type { SessionEvent } from '@cognito-shared-session/cognito-session'
import { MortalLife } from '../support/mortal-life.ts'
import { poolFor, signIn } from '../support/pool-client.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let pool: LocalUserPool
beforeAll(async () => {
  pool = await startUserPool({ liftMinimums: true })
  pool.setClient('rotating', { refreshTokenSeconds: 90 * 86_400 })
})
afterAll(() => pool.close())

/** Chance that can be had again: a linear congruential generator (Numerical Recipes). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const troubles: Fault[] = [
  { kind: 'dropBefore' },
  { kind: 'dropAfter' },
  { kind: 'truncatedJson' },
  { kind: 'throttled', retryAfterSeconds: 2 },
  { kind: 'unavailableHtml' },
  { kind: 'html' },
  { kind: 'internal' },
]

/** A person's browser: it sleeps, is started anew, loses alarms and meets a bad network. */
class Browser {
  readonly events: SessionEvent[] = []
  readonly #store = new Map<string, string>()
  readonly #random: () => number
  #user: CognitoUser

  constructor(seed: number) {
    this.#random = chance(seed)
    this.#user = this.#start()
  }

  async signIn(): Promise<void> {
    await signIn(pool, this.#pool(), 'ada', 'USER_PASSWORD_AUTH')
    this.#user = this.#start()
  }

  /** One thing that happens; the alarm, where it is not lost, refreshes when it is due. */
  async live(): Promise<void> {
    const what = this.#random()
    if (what < 0.15) pool.clock.advance(HOUR + this.#random() * 13 * HOUR)
    else if (what < 0.3) await this.#restart()
    else if (what < 0.45) await this.#trouble()
    else await this.#alarm()
    await this.#user.getSession({ afterGap: true }).catch(() => undefined)
  }

  async #alarm(): Promise<void> {
    pool.clock.advance(45 * MINUTE + this.#random() * 9 * MINUTE)
    const isLost = this.#random() < 0.2
    if (!isLost) await this.#user.refresh().catch(() => undefined)
  }

  async #restart(): Promise<void> {
    this.#user = this.#start()
    await this.#user.resume()
  }

  /** The network fails now and then, while the browser is awake: the quick tries come in time. */
  async #trouble(): Promise<void> {
    const fault = troubles[Math.floor(this.#random() * troubles.length)] ?? { kind: 'dropBefore' }
    pool.faults.add({
      operation: 'GetTokensFromRefreshToken',
      times: 1 + Math.floor(this.#random() * 2),
      fault,
    })
    for (const pause of [0, SECOND, 4 * SECOND, 15 * SECOND]) {
      pool.clock.advance(pause)
      await this.#user.refresh({ force: pause === 0 }).catch(() => undefined)
      if (this.#random() < 0.2) await this.#restart()
    }
    pool.faults.clear()
  }

  #start(): CognitoUser {
    return new CognitoUser({ Username: 'ada', Pool: this.#pool() })
  }

  #pool() {
    const life = new MortalLife(this.#store, pool.clock)
    const onEvent = (event: SessionEvent) => void this.events.push(event)
    return poolFor(pool, 'rotating', { Storage: life.storage, ports: life.ports, retry: 'caller', onEvent })
  }
}

const { DAYS_SEED = '1' } = process.env

test('thirty days of sleeps, restarts, lost alarms and bad networks bring no sign-out', async () => {
  const browser = new Browser(Number(DAYS_SEED))
  await browser.signIn()
  const end = pool.clock.now() + 30 * DAY
  let things = 0
  while (pool.clock.now() < end) {
    await browser.live()
    things += 1
  }
  const count = (type: SessionEvent['type']) => browser.events.filter((event) => event.type === type).length
  console.log(
    `thirty days: ${things} things happened, ${count('refreshed')} refreshes, ${count('refreshFailed')} failures, seed ${DAYS_SEED}`,
  )
  expect(count('refreshed')).toBeGreaterThan(100)
  expect(count('refreshFailed')).toBeGreaterThan(20)
  expect(count('signInNeeded')).toBe(0)
  expect(
    pool
      .issueHistory()
      .at(-1)
      ?.tokens.reduce((sum, { reuses }) => sum + reuses, 0),
  ).toBe(0)
})
