import { describe, expect, test } from 'vitest'
import type { SessionView } from '@cognito-shared-session/page-sdk/protocol'
import type { AccountId } from '../../src/contract/identity.ts'
import { Life, type Death } from '../support/background/mortal.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const GRACE = 60_000
const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }

/** What a person or the browser does, in a worker that may die at any step of it. */
interface Deed {
  name: string
  /** What has happened before, in a worker of its own. */
  prepare(stage: Stage, worker: Worker): Promise<void>
  act(worker: Worker, stage: Stage): Promise<unknown>
}

const signIn = (stage: Stage, worker: Worker) =>
  worker.ask('signIn', { profile: stage.profile('rotating'), ...ADA })

const signedInAndExpired = async (stage: Stage, worker: Worker) => {
  await signIn(stage, worker)
  stage.time.advance(61 * MINUTE)
}

const deeds: Deed[] = [
  { name: 'a sign-in', prepare: async () => undefined, act: (worker, stage) => signIn(stage, worker) },
  {
    name: 'a refresh for a question',
    prepare: signedInAndExpired,
    act: (worker) => worker.ask('getSession', {}),
  },
  {
    name: 'a refresh by the alarm',
    prepare: async (stage, worker) => {
      await signIn(stage, worker)
      stage.time.advance(56 * MINUTE)
    },
    act: (worker) => worker.alarmRang(),
  },
  {
    name: 'a sign-out',
    prepare: async (stage, worker) => void (await signIn(stage, worker)),
    act: (worker) => worker.ask('signOut', {}),
  },
  {
    name: 'a sign-in over an ended session',
    prepare: async (stage, worker) => {
      await signIn(stage, worker)
      await worker.ask('signOut', {})
    },
    act: (worker, stage) => signIn(stage, worker),
  },
]

interface Ended {
  stage: Stage
  steps: string[]
  /** The step that was the worker's last; undefined: it lived through all of them. */
  last: string | undefined
  account: AccountId
}

/** Plays a deed in a worker that dies as told. The store is kept, everything else is gone. */
async function play(deed: Deed, death?: Death): Promise<Ended> {
  const stage = await Stage.open()
  const first = stage.start()
  await first.started()
  await first.value('saveProfile', {
    name: 'demo',
    poolId: stage.pool.poolId,
    clientId: stage.pool.clients.rotating.id,
    endpoint: stage.pool.url,
  })
  await deed.prepare(stage, first)
  const life = new Life(death)
  const worker = stage.start(life)
  await worker.started()
  life.begin()
  const last = await Promise.race([deed.act(worker, stage).then(settled), life.ended])
  life.end()
  const account =
    `${stage.pool.issuer}|${stage.pool.clients.rotating.id}|${stage.pool.users.ada.sub}` as AccountId
  return { stage, steps: life.steps, last, account }
}

/** What was begun without being waited for (the alarm, events) gets its turn before the steps are counted. */
async function settled(): Promise<undefined> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

async function afterwards({ stage, account }: Ended): Promise<SessionView> {
  const worker = stage.start()
  await worker.started()
  return worker.value('getSession', { account }).catch(() => ({ state: 'signedOut', generation: 0 }))
}

const reuses = (stage: Stage) =>
  stage.pool
    .issueHistory()
    .flatMap(({ tokens }) => tokens.map((token) => token.reuses))
    .reduce((a, b) => a + b, 0)

/** Tokens lie in this account's record, and nowhere else. */
function expectTokensInTheirPlace({ stage, account }: Ended): void {
  for (const [key, text] of stage.session.items) {
    if (key !== `session:${account}`) expect(text, key).not.toMatch(/eyJ[\w-]+\.eyJ/)
  }
  expect(stage.local.text()).not.toMatch(/eyJ[\w-]+\.eyJ/)
  expect(stage.local.text() + stage.session.text()).not.toContain(ADA.password)
}

async function deathsOf(deed: Deed): Promise<{ death: Death; step: string }[]> {
  const whole = await play(deed)
  await whole.stage.close()
  expect(whole.steps.length).toBeGreaterThan(3)
  return whole.steps.flatMap((step, index) =>
    (['before', 'after'] as const).map((moment) => ({ death: { call: index + 1, moment }, step })),
  )
}

async function eachDeath(deed: Deed, check: (ended: Ended, death: Death) => Promise<void>): Promise<void> {
  for (const { death, step } of await deathsOf(deed)) {
    const ended = await play(deed, death)
    try {
      await check(ended, death)
      expectTokensInTheirPlace(ended)
    } catch (cause) {
      throw new Error(`The worker died ${death.moment} step ${death.call} (${step}) of ${deed.name}.`, {
        cause,
      })
    } finally {
      await ended.stage.close()
    }
  }
}

describe('a worker killed at every step', () => {
  test('the steps are found by running, and reach the store, the network and the alarm', async () => {
    for (const deed of deeds) {
      const { stage, steps } = await play(deed)
      await stage.close()
      const ports = new Set(steps.map((step) => step.split('.')[0]))
      expect(ports, deed.name).toContain('session')
      expect(ports, deed.name).toContain('network')
      expect(ports, deed.name).toContain('alarm')
    }
  })

  test.each(deeds.filter(({ name }) => name.includes('sign-in')))(
    'of $name leaves either a whole session or none, and the next sign-in works',
    { timeout: 240_000 },
    async (deed) => {
      await eachDeath(deed, async (ended) => {
        expect(['signedIn', 'signedOut']).toContain((await afterwards(ended)).state)
        const worker = ended.stage.start()
        expect(await signIn(ended.stage, worker)).toMatchObject({ ok: true })
        expect(await worker.value('getSession', {})).toMatchObject({ state: 'signedIn' })
      })
    },
  )

  test.each(deeds.filter(({ name }) => name.includes('refresh')))(
    'of $name loses no session within the grace',
    { timeout: 240_000 },
    async (deed) => {
      await eachDeath(deed, async (ended) => {
        expect(await afterwards(ended)).toMatchObject({
          state: 'signedIn',
          claims: { sub: ended.stage.pool.users.ada.sub },
        })
        expect(reuses(ended.stage)).toBe(0)
      })
    },
  )

  test.each(deeds.filter(({ name }) => name.includes('refresh')))(
    'of $name loses one after the grace only where Cognito’s answer was lost, and says so',
    { timeout: 240_000 },
    async (deed) => {
      await eachDeath(deed, async (ended) => {
        const rotated = ended.stage.pool.issueHistory().some(({ tokens }) => tokens.length > 1)
        const stored = ended.stage.session.text('session:').includes('refreshing')
        ended.stage.time.advance(GRACE + 1_000)
        const answerLost = rotated && stored
        expect(await afterwards(ended)).toMatchObject(
          answerLost ? { state: 'signInNeeded', reason: 'rotationLost' } : { state: 'signedIn' },
        )
        // Only one try can tell whether the request had reached Cognito; there is never a second.
        await afterwards(ended)
        expect(reuses(ended.stage)).toBe(answerLost ? 1 : 0)
      })
    },
  )

  test.each(deeds.filter(({ name }) => name === 'a sign-out'))(
    'of $name brings no session back once it was cleared, and the tokens are revoked in the end',
    { timeout: 240_000 },
    async (deed) => {
      await eachDeath(deed, async (ended) => {
        const cleared = !ended.stage.session.text('session:').includes('idToken')
        const { state } = await afterwards(ended)
        expect(state).toBe(cleared ? 'signedOut' : 'signedIn')
        if (cleared) expect(ended.stage.pool.issueHistory().every(({ revoked }) => revoked)).toBe(true)
      })
    },
  )
})
