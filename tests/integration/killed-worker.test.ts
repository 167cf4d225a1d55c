import { describe, expect, test } from 'vitest'
import { afterwards, eachDeath, play, reuses, signIn, type Deed } from '../support/background/deeds.ts'
import type { Stage, Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const GRACE = 60_000

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
