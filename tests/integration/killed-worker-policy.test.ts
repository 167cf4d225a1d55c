import { describe, expect, test } from 'vitest'
import type { Sender } from '../../src/background/caller.ts'
import { eachDeath, play, signIn, type Deed, type Ended } from '../support/background/deeds.ts'
import type { Stage, Worker } from '../support/background/stage.ts'

const SITE = 'https://app.example'
const HOST = `${SITE}/*`
const policy = { allowedSites: [{ origin: SITE, claims: ['sub'], accessToken: true }] }
const tab: Sender = { origin: SITE, url: `${SITE}/`, frameId: 0, documentId: 'D', tab: { id: 7 } }
const asked = (worker: Worker) =>
  worker.sendExternal({ v: 1, id: 'q', method: 'getSession', params: {} }, tab)

const decide = (managed: Record<string, unknown>) => (worker: Worker, stage: Stage) => {
  stage.managed = managed
  return worker.policyChanged()
}
/** Signed in at a site that the policy gives the session, and the browser its host. */
const given: Deed['prepare'] = async (stage, worker) => {
  await signIn(stage, worker)
  stage.hosts.add(HOST)
  await decide(policy)(worker, stage)
}

const withdrawn: Deed = {
  name: 'the end of what an operator gave a site',
  prepare: given,
  act: decide({}),
}
const withdrawnMeanwhile: Deed = {
  name: 'the end of what an operator gave a site, while no worker was there',
  fromStart: true,
  prepare: async (stage, worker) => {
    await given(stage, worker)
    stage.managed = {}
  },
  act: () => Promise.resolve(),
}
const arrived: Deed = {
  name: 'the arrival of what an operator gives a site',
  prepare: async (stage, worker) => {
    await signIn(stage, worker)
    stage.hosts.add(HOST)
  },
  act: decide(policy),
}
const hosted: Deed = {
  name: 'the browser’s yes to a site that an operator allowed',
  prepare: async (stage, worker) => {
    await signIn(stage, worker)
    await decide(policy)(worker, stage)
  },
  act: (worker, stage) => {
    stage.hosts.add(HOST)
    return worker.hostsAdded(HOST)
  },
}

async function nextWorker({ stage }: Ended): Promise<Worker> {
  const worker = stage.start()
  // Whatever an earlier worker left, nobody is answered by what was withdrawn.
  const first = asked(worker)
  await worker.started()
  expect(await first).toMatchObject({ ok: stage.managed === policy })
  return worker
}

describe('a worker killed at every step', () => {
  test(
    'of a policy’s withdrawal leaves no grant, no bridge, no host permission, and pages that know',
    { timeout: 240_000 },
    async () => {
      for (const deed of [withdrawn, withdrawnMeanwhile]) {
        await eachDeath(deed, async (ended) => {
          const { stage } = ended
          // The browser has the new policy, though the worker may have died before it heard so.
          stage.managed = {}
          stage.told.length = 0
          const told = stage.local.text('policy') === ''
          const worker = await nextWorker(ended)
          expect(await asked(worker)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
          expect([stage.registered.size, stage.hosts.size]).toEqual([0, 0])
          expect(told || stage.told.some(({ origin }) => origin === SITE)).toBe(true)
          expect(stage.local.text('policy')).toBe('')
        })
      }
    },
  )

  test(
    'of a policy’s arrival, or of the person’s one click, leaves a site that has its bridge, in open pages too',
    { timeout: 240_000 },
    async () => {
      for (const deed of [arrived, hosted]) {
        await eachDeath(deed, async (ended) => {
          ended.stage.managed = policy
          ended.stage.hosts.add(HOST)
          const worker = await nextWorker(ended)
          expect(await asked(worker)).toMatchObject({ ok: true, value: { state: 'signedIn' } })
          expect(ended.stage.registered.has(HOST)).toBe(true)
          expect(ended.stage.injected).toContain(HOST)
        })
      }
    },
  )

  test('reaches the browser and the disk on the way', async () => {
    for (const deed of [withdrawn, withdrawnMeanwhile, arrived, hosted]) {
      const { stage, steps } = await play(deed)
      await stage.close()
      expect(steps, deed.name).toEqual(
        expect.arrayContaining([expect.stringMatching(/^bridges\.(register|returnHost)$/)]),
      )
    }
  })
})
