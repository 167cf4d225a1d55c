import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startUserPool } from '@cognito-shared-session/local-user-pool'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { CognitoUser, storageKey } from '@cognito-shared-session/cognito-session'
import type { CognitoUserPool, SessionRecord } from '@cognito-shared-session/cognito-session'
import { MortalLife } from '../support/mortal-life.ts'
import type { Death, Moment } from '../support/mortal-life.ts'
import { poolFor, recordIn, signIn } from '../support/pool-client.ts'
import type { ClientName } from '../support/pool-client.ts'

let pool: LocalUserPool
beforeAll(async () => {
  pool = await startUserPool({ liftMinimums: true })
})
afterAll(() => pool.close())

type Act = (user: CognitoUser, Pool: CognitoUserPool) => Promise<unknown>

interface Scenario {
  client: ClientName
  /** Whether somebody is signed in, with expired tokens, when the worker starts. */
  signedIn: boolean
  act: Act
}

const moments: Moment[] = ['before its effect', 'after its effect']
const HOUR = 3_600_000

class Play {
  readonly store = new Map<string, string>()
  readonly #scenario: Scenario
  bob = ''

  constructor(scenario: Scenario) {
    this.#scenario = scenario
  }

  async prepare(): Promise<void> {
    const quick = ['ada', 'bob'] as const
    for (const name of this.#scenario.signedIn ? quick : (['bob'] as const)) {
      await signIn(pool, this.pool(this.life()), name, 'USER_PASSWORD_AUTH')
    }
    if (this.#scenario.signedIn) pool.clock.advance(HOUR + 1000)
    this.bob = JSON.stringify(this.record('bob'))
  }

  life(death?: Death): MortalLife {
    return new MortalLife(this.store, pool.clock, death)
  }

  pool(life: MortalLife): CognitoUserPool {
    return poolFor(pool, this.#scenario.client, { Storage: life.storage, ports: life.ports })
  }

  user(life: MortalLife): CognitoUser {
    return new CognitoUser({ Username: 'ada', Pool: this.pool(life) })
  }

  /** Lets a worker act until it is done or dead. */
  async live(life: MortalLife): Promise<void> {
    const Pool = this.pool(life)
    const user = new CognitoUser({ Username: 'ada', Pool })
    const acted = this.#scenario.act(user, Pool).catch(() => undefined)
    await Promise.race([acted, life.died])
  }

  record(user = 'ada'): SessionRecord | undefined {
    return recordIn(
      this.store.get(storageKey(pool.poolId, pool.clients[this.#scenario.client].id, 'session', user)),
    )
  }
}

/** The calls of an undisturbed life: the list of deaths to die is found by running, not written down. */
async function callsOf(scenario: Scenario): Promise<string[]> {
  const play = new Play(scenario)
  await play.prepare()
  const life = play.life()
  await play.live(life)
  await new Promise((resolve) => setTimeout(resolve, 20))
  return life.calls
}

async function everyDeath(
  scenario: Scenario,
  check: (play: Play, death: Death, told: string) => Promise<void>,
): Promise<number> {
  const calls = await callsOf(scenario)
  for (const [call, name] of calls.entries()) {
    for (const moment of moments) {
      const play = new Play(scenario)
      await play.prepare()
      const death = { call, moment }
      const life = play.life(death)
      await play.live(life)
      await check(play, death, `died at call ${call} (${name}) ${moment}`)
      expect(JSON.stringify(play.record('bob')), 'the other user').toBe(play.bob)
    }
  }
  return calls.length * moments.length
}

/** What the pool knows of the latest sign-in. */
function latestSignIn() {
  return pool.issueHistory().findLast(({ sub }) => sub === pool.users.ada.sub)
}

const refresh: Act = (user) => user.getSession()

describe.each([
  ['rotating', 0],
  ['rotating', 61_000],
  ['noGrace', 0],
  ['web', 61_000],
] as const)('a worker of client %s that dies during a refresh, found %d ms later', (client, pause) => {
  test('loses no session, unless the answer was lost and the grace is over', async () => {
    const scenario = { client, signedIn: true, act: refresh }
    const outcomes = new Set<string>()
    const deaths = await everyDeath(scenario, async (play, _, told) => {
      const before = play.record()
      const rotations = latestSignIn()?.tokens.length ?? 0
      const kept = before?.state === 'signedIn' ? before.generation : 0
      const isLost = client !== 'web' && kept === 1 && rotations > 1
      const isOver = client === 'noGrace' || pause > 60_000
      pool.clock.advance(pause)
      const life = play.life()
      const user = play.user(life)
      const session = await user.getSession().catch((error: unknown) => error)
      const family = latestSignIn()
      const reuses = family?.tokens.reduce((sum, token) => sum + token.reuses, 0)
      if (isLost && isOver) {
        expect(session, told).toMatchObject({ code: 'RefreshTokenReuseException', reason: 'rotationLost' })
        await expect(user.getSession(), told).rejects.toMatchObject({
          code: 'NoSession',
          reason: 'rotationLost',
        })
        expect(play.record(), told).toMatchObject({ state: 'signInNeeded', reason: 'rotationLost' })
        expect(reuses, told).toBe(1)
        outcomes.add('lost')
      } else {
        expect(await user.getSession(), told).toBe(session)
        expect(play.record(), told).toMatchObject({ state: 'signedIn' })
        expect(reuses, told).toBe(0)
        outcomes.add(isLost ? 'recovered in the grace' : 'kept')
      }
      expect(play.record()?.generation, told).toBeGreaterThanOrEqual(before?.generation ?? 0)
      expect(life.calls.filter((call) => call.startsWith('fetch')).length, told).toBeLessThanOrEqual(1)
    })
    expect(deaths).toBeGreaterThan(10)
    const expected = { rotating: pause > 0 ? 'lost' : 'recovered in the grace', noGrace: 'lost', web: 'kept' }
    expect(outcomes).toEqual(new Set(['kept', expected[client]]))
  })
})

describe.each([
  ['for the first time', false],
  ['over an older session', true],
])('a worker that dies during a sign-in, %s', (_, signedIn) => {
  test('leaves a whole session or none of it, and the next sign-in works', async () => {
    const act: Act = (_, Pool) => signIn(pool, Pool, 'ada', 'USER_PASSWORD_AUTH')
    const states = new Set<string>()
    await everyDeath({ client: 'rotating', signedIn, act }, async (play, _, told) => {
      const before = play.record()
      const Pool = play.pool(play.life())
      const current = await Pool.sync()
      const user = play.user(play.life())
      const found = await user.getSession().then(
        () => 'a session',
        (error: unknown) => String(Reflect.get(Object(error), 'code')),
      )
      states.add(found)
      expect(found, told).toBe(before ? 'a session' : 'NoSession')
      expect(['ada', 'bob'], told).toContain(current?.getUsername())
      const again = await signIn(pool, play.pool(play.life()), 'ada', 'USER_PASSWORD_AUTH')
      expect(again.session.isValidAt(again.session.getIdToken().getIssuedAt() as never), told).toBe(true)
      expect(play.record()?.generation, told).toBeGreaterThan(before?.generation ?? 0)
    })
    expect(states).toEqual(new Set(signedIn ? ['a session'] : ['NoSession', 'a session']))
  })
})

test('a worker that dies during a sign-in by SRP leaves a whole session or none of it', async () => {
  const act: Act = (_, Pool) => signIn(pool, Pool, 'ada')
  await everyDeath({ client: 'rotating', signedIn: false, act }, async (play, _, told) => {
    const found = await play
      .user(play.life())
      .getSession()
      .catch((error: unknown) => error)
    expect(found, told).toMatchObject(play.record() ? {} : { code: 'NoSession' })
  })
})

describe.each<[string, Act]>([
  ['a sign-out', (user) => user.signOut()],
  [
    'a sign-out while a refresh is in flight',
    async (user) => {
      const refreshed = user.getSession().catch(() => undefined)
      await pool.calls.reached('GetTokensFromRefreshToken', pool.calls.count('GetTokensFromRefreshToken') + 1)
      await Promise.all([user.signOut(), refreshed])
    },
  ],
])('a worker that dies during %s', (_, act) => {
  test('has signed out or has not, and nothing brings the session back', async () => {
    const states = new Set<string>()
    await everyDeath({ client: 'rotating', signedIn: true, act }, async (play, _, told) => {
      const before = play.record()
      const user = play.user(play.life())
      await user.resume()
      const found = await user.getSession().catch((error: unknown) => error)
      states.add(before?.state ?? 'none')
      if (before?.state === 'signedOut') {
        expect(found, told).toMatchObject({ code: 'NoSession', reason: undefined })
        expect(play.record(), told).toEqual({ version: 1, generation: 2, state: 'signedOut' })
        expect(latestSignIn()?.revoked, told).toBe(true)
      } else {
        expect(play.record(), told).toMatchObject({ state: 'signedIn' })
      }
      const queue = storageKey(pool.poolId, pool.clients.rotating.id, 'revocations')
      expect(play.store.has(queue), told).toBe(false)
    })
    expect(states).toEqual(new Set(['signedIn', 'signedOut']))
  })
})
