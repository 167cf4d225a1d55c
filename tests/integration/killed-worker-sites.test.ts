import { describe, expect, test } from 'vitest'
import type { Sender } from '../../src/background/caller.ts'
import { originOf } from '../../src/contract/identity.ts'
import { afterwards, eachDeath, play, signIn, type Deed, type Ended } from '../support/background/deeds.ts'
import type { Stage, Worker } from '../support/background/stage.ts'

const SITE = originOf('https://app.example') ?? fail()
const HOST = 'https://app.example/*'
const GIVES = { claims: ['sub'], idToken: false, accessToken: true }
const tab: Sender = { origin: SITE, url: `${SITE}/`, frameId: 0, documentId: 'D', tab: { id: 7 } }

function fail(): never {
  throw new Error('not an origin')
}

const click = async (stage: Stage, worker: Worker, until: 'tab' | 'revoked' = 'revoked') => {
  const [view] = stage.views()
  if (view === undefined) throw new Error('Nobody is signed in.')
  return worker.ask('allowSite', {
    origin: SITE,
    gives: GIVES,
    account: view.account,
    maySignOut: true,
    tabId: 7,
    until,
  })
}
const asked = (worker: Worker) =>
  worker.sendExternal({ v: 1, id: 'q', method: 'getSession', params: {} }, tab)

const clicked: Deed = {
  name: 'the browser’s yes after a click',
  prepare: async (stage, worker) => {
    await signIn(stage, worker)
    await click(stage, worker)
    stage.hosts.add(HOST)
  },
  act: (worker) => worker.hostsAdded(HOST),
}
const revoked: Deed = {
  name: 'a taking back',
  prepare: async (stage, worker) => {
    await signIn(stage, worker)
    stage.hosts.add(HOST)
    await click(stage, worker)
  },
  act: (worker) => worker.ask('revokeSite', { origin: SITE }),
}
const revokedOfTwo: Deed = {
  ...revoked,
  name: 'a taking back of what a site has everywhere and in a tab',
  prepare: async (stage, worker) => {
    await revoked.prepare(stage, worker)
    stage.tabs.set(7, SITE)
    await click(stage, worker, 'tab')
  },
}
const everywhere: Deed = {
  name: 'a sign-out everywhere, with a site that is told',
  prepare: (stage, worker) => revoked.prepare(stage, worker),
  act: (worker) => worker.ask('signOut', { everywhere: true }),
}
const over: Deed = {
  name: 'a sign-in over a living session',
  prepare: async (stage, worker) => void (await signIn(stage, worker)),
  act: (worker, stage) => signIn(stage, worker),
}

async function nextWorker({ stage }: Ended): Promise<Worker> {
  const worker = stage.start()
  await worker.started()
  return worker
}

describe('a worker killed at every step', () => {
  test('reaches the pages by the bridge’s port too', async () => {
    for (const deed of [clicked, revoked, everywhere]) {
      const { stage, steps } = await play(deed)
      await stage.close()
      expect(steps.filter((step) => step.startsWith('bridges.')).length, deed.name).toBeGreaterThan(0)
    }
  })

  test(
    'of the browser’s yes makes the grant whole, bridge and all, or not at all',
    { timeout: 240_000 },
    async () => {
      await eachDeath(clicked, async (ended) => {
        const worker = await nextWorker(ended)
        const { ok } = await asked(worker)
        expect(ended.stage.registered.has(HOST)).toBe(ok)
        if (ok) expect(ended.stage.injected).toContain(HOST)
        // Whatever was left half done, the person's next click works.
        expect(await click(ended.stage, worker)).toMatchObject({ ok: true, value: { state: 'allowed' } })
        expect(await asked(worker)).toMatchObject({ ok: true })
      })
    },
  )

  test(
    'of a taking back leaves all as it was, or no grant, no bridge and no host permission',
    { timeout: 240_000 },
    async () => {
      for (const deed of [revoked, revokedOfTwo]) {
        await eachDeath(deed, async (ended) => {
          const worker = await nextWorker(ended)
          const { ok } = await asked(worker)
          expect(ended.stage.registered.has(HOST)).toBe(ok)
          expect(ended.stage.hosts.has(HOST)).toBe(ok)
          expect(ended.stage.local.text('grant:') !== '').toBe(ok)
          expect(await worker.ask('revokeSite', { origin: SITE })).toMatchObject({ ok: true })
          expect(await asked(worker)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
        })
      }
    },
  )

  test(
    'of a sign-out everywhere can be asked again, and then nothing is left',
    { timeout: 240_000 },
    async () => {
      await eachDeath(everywhere, async (ended) => {
        const worker = await nextWorker(ended)
        expect(await worker.ask('signOut', { account: ended.account, everywhere: true })).toMatchObject({
          ok: true,
        })
        expect(await afterwards(ended)).toMatchObject({ state: 'signedOut' })
        expect(ended.stage.pool.issueHistory().every((family) => family.revoked)).toBe(true)
      })
    },
  )

  test(
    'of a sign-in over a living session leaves a session, the old one or the new',
    { timeout: 240_000 },
    async () => {
      await eachDeath(over, async (ended) => {
        expect(await afterwards(ended)).toMatchObject({ state: 'signedIn' })
      })
    },
  )
})
