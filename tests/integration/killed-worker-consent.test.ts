import { describe, expect, test } from 'vitest'
import type { Sender } from '../../src/background/caller.ts'
import { originOf } from '../../src/contract/identity.ts'
import { eachDeath, play, signIn, type Deed, type Ended } from '../support/background/deeds.ts'
import type { Stage, Worker } from '../support/background/stage.ts'

const SITE = originOf('https://app.example') ?? fail()
const HOST = 'https://app.example/*'
const GIVES = { claims: ['sub'], idToken: false, accessToken: false }
const tab: Sender = { origin: SITE, url: `${SITE}/`, frameId: 0, documentId: 'D', tab: { id: 7 } }

function fail(): never {
  throw new Error('not an origin')
}

/** The page's question; under the same id it is the same question, asked again because its answer was lost. */
const connect = (worker: Worker, id = 'the-same') =>
  worker.sendExternal({ v: 1, id, method: 'connect', params: { want: GIVES } }, tab)
const refuse = (worker: Worker) => worker.ask('refuseSite', { origin: SITE })
const allow = (stage: Stage, worker: Worker) => {
  const [view] = stage.views()
  if (view === undefined) throw new Error('Nobody is signed in.')
  const { account } = view
  const terms = { maySignOut: false, tabId: 7, until: 'hour' } as const
  return worker.ask('allowSite', { origin: SITE, gives: GIVES, account, ...terms })
}

/** The question is stored, the window shows it. */
async function shown(stage: Stage): Promise<void> {
  while (!stage.session.text('asking:').includes('"shown":true')) {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const asking: Deed = {
  name: 'a page’s question',
  prepare: async (stage, worker) => void (await signIn(stage, worker)),
  act: (worker, stage) => {
    void connect(worker)
    return shown(stage)
  },
}
const asked = async (stage: Stage, worker: Worker) => {
  await signIn(stage, worker)
  stage.hosts.add(HOST)
  void connect(worker)
  await shown(stage)
}
const allowed: Deed = { name: 'a yes', prepare: asked, act: (worker, stage) => allow(stage, worker) }
const refused: Deed = { name: 'a no', prepare: asked, act: (worker) => refuse(worker) }
const closed: Deed = {
  name: 'the closing of the window',
  fromStart: true,
  prepare: async (stage, worker) => {
    await asked(stage, worker)
    stage.asking = false
  },
  act: (worker) => worker.windowClosed(),
}

async function nextWorker({ stage }: Ended): Promise<Worker> {
  const worker = stage.start()
  await worker.started()
  return worker
}

describe('a worker killed at every step', () => {
  test('reaches the window and the icon too', async () => {
    const { stage, steps } = await play(asking)
    await stage.close()
    expect(steps).toEqual(expect.arrayContaining(['window.show', 'badge.show', 'session.set']))
  })

  test('of a question leaves it waiting or not asked: asked again, it gets its answer', async () => {
    await eachDeath(asking, async (ended) => {
      const { stage } = ended
      const worker = await nextWorker(ended)
      const again = connect(worker)
      await shown(stage)
      expect(stage).toMatchObject({ asking: true, opened: 1, badge: '1' })
      stage.hosts.add(HOST)
      await allow(stage, worker)
      expect(await again).toMatchObject({ ok: true, value: { gives: GIVES } })
      expect(stage).toMatchObject({ asking: false, badge: '' })
    })
  }, 240_000)

  test('of a yes leaves the question open or the site allowed, and never a window without a question', async () => {
    await eachDeath(allowed, async (ended) => {
      const { stage } = ended
      const worker = await nextWorker(ended)
      const open = stage.session.text('asking:') !== ''
      expect(stage).toMatchObject({ asking: open, badge: open ? '1' : '' })
      expect(stage.local.text('grant:') === '').toBe(open)
      // The window asks again what was not answered, and the page what it did not hear.
      if (open) expect(await allow(stage, worker)).toMatchObject({ ok: true, value: { state: 'allowed' } })
      expect(await connect(worker)).toMatchObject({ ok: true, value: { gives: GIVES } })
      expect(stage).toMatchObject({ asking: false, badge: '', opened: 1 })
      expect(stage.registered.has(HOST)).toBe(true)
      expect(stage.endAlarm).toBeGreaterThan(stage.time.now())
    })
  }, 240_000)

  test('of a no is told again, counts once, and gives nothing', async () => {
    await eachDeath(refused, async (ended) => {
      const { stage } = ended
      const worker = await nextWorker(ended)
      expect(await refuse(worker)).toMatchObject({ ok: true })
      expect(await connect(worker)).toMatchObject({ ok: false, error: { code: 'rejected' } })
      expect(stage).toMatchObject({ asking: false, badge: '', opened: 1 })
      expect(stage.session.text('refusals:').match(/"at":/g)).toHaveLength(1)
      expect(stage.local.text('grant:')).toBe('')
    })
  }, 240_000)

  test('of a closed window refuses what it showed, once', async () => {
    await eachDeath(closed, async (ended) => {
      const { stage } = ended
      const worker = await nextWorker(ended)
      expect(await connect(worker)).toMatchObject({ ok: false, error: { code: 'rejected' } })
      expect(stage).toMatchObject({ asking: false, badge: '', opened: 1 })
      expect(stage.session.text('refusals:').match(/"at":/g)).toHaveLength(1)
    })
  }, 240_000)
})
