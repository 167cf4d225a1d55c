import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AccountId } from '../../src/contract/identity.ts'
import { ADA, afterwards, eachDeath, reuses, signIn, type Deed } from '../support/background/deeds.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

const MINUTE = 60_000
const TOKEN = /eyJ[\w-]+\.eyJ/

let stage: Stage
let worker: Worker

beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
  await addPool(stage, worker)
})
afterEach(() => stage.close())

async function addPool(stage: Stage, worker: Worker): Promise<void> {
  await worker.value('saveProfile', {
    name: 'demo',
    poolId: stage.pool.poolId,
    clientId: stage.pool.clients.rotating.id,
    endpoint: stage.pool.url,
  })
}

/** Signs in, and says whether the sign-in is to outlive the browser. */
async function staying(on = true): Promise<AccountId> {
  await worker.value('setStaySignedIn', { on })
  return worker.signIn({ profile: stage.profile('rotating'), ...ADA })
}

async function restart(): Promise<void> {
  await settled()
  stage.endBrowser()
  worker = stage.start()
  await worker.started()
}

/** What was begun without being waited for gets its turn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** The pool's public keys are fetched anew by a new browser, and only they. */
const callsForTokens = () => stage.pool.calls.count() - stage.pool.calls.count('jwks')

const vaults = () => [...stage.local.items.keys()].filter((key) => /^(vault|queued):/.test(key))
const record = () =>
  JSON.parse(JSON.parse([...stage.session.items].find(([key]) => key.startsWith('session:'))?.[1] ?? '""'))

describe('a browser that ends', () => {
  test('takes the session with it, where nobody asked to stay signed in', async () => {
    const account = await staying(false)
    await restart()
    expect(await worker.refusal('getSession', { account })).toBe('unknownAccount')
    expect(stage.views()).toEqual([])
    expect(vaults()).toEqual([])
    expect(stage.keys.keys.size).toBe(0)
  })

  test('leaves the session to the next, view and all, without a sign-in or a word to Cognito', async () => {
    const account = await staying()
    await worker.value('getSession', { account })
    const view = stage.views()
    const asked = callsForTokens()
    await restart()
    expect(stage.views()).toEqual(view)
    expect(await worker.value('getSession', { account })).toMatchObject({
      state: 'signedIn',
      claims: { email: 'ada@example.com' },
    })
    expect(callsForTokens()).toBe(asked)
    expect(stage.alarm).toBeGreaterThan(stage.time.now())
  })

  test('for eight hours leaves a session that the first question refreshes', async () => {
    const account = await staying()
    stage.endBrowser()
    stage.time.advance(8 * 60 * MINUTE)
    worker = stage.start()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('after many refreshes leaves the newest refresh token', async () => {
    const account = await staying()
    for (let hour = 0; hour < 3; hour += 1) {
      stage.time.advance(61 * MINUTE)
      await worker.value('getSession', { account })
    }
    await restart()
    stage.time.advance(61 * MINUTE)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(reuses(stage)).toBe(0)
  })

  test('leaves nothing on the disk that can be read, and nothing that a sign-out would leave', async () => {
    const account = await staying()
    const { refreshToken } = record()
    expect(vaults()).toEqual([`vault:${account}`])
    await worker.value('signOut', { account })
    await settled()
    const disk = stage.local.log.join('\n')
    expect(disk).not.toMatch(TOKEN)
    expect(disk).not.toContain(refreshToken)
    expect(disk).not.toContain('ada@example.com')
    expect(vaults()).toEqual([])
    expect(stage.keys.keys.size).toBe(0)
    await restart()
    expect(stage.views()).toEqual([])
  })
})

describe('the wish to stay signed in', () => {
  test('that comes after the sign-in keeps the session from then on', async () => {
    const account = await staying(false)
    await worker.value('setStaySignedIn', { on: true })
    await restart()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
  })

  test('that is taken back destroys key and record, and leaves the session to this browser alone', async () => {
    const account = await staying()
    await worker.value('setStaySignedIn', { on: false })
    expect(vaults()).toEqual([])
    expect(stage.keys.keys.size).toBe(0)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    await restart()
    expect(stage.views()).toEqual([])
  })

  test('leaves the choice of the account as it was', async () => {
    const account = await staying()
    await worker.value('setStaySignedIn', { on: false })
    expect(stage.local.text('settings')).toContain(account.split('|')[2])
  })

  test('is the person’s: no site can say it', async () => {
    const question = { v: 1, id: 'q', method: 'setStaySignedIn', params: { on: true } }
    const tab = { origin: 'https://app.example', frameId: 0, documentId: 'D1', tab: { id: 7 } }
    expect(await worker.sendExternal(question, tab)).toMatchObject({ error: { code: 'notAllowed' } })
    expect(stage.local.text('settings')).not.toContain('staySignedIn')
  })
})

describe('a session that ended at the pool', () => {
  test('is not in the vault any more', async () => {
    const account = await staying()
    stage.pool.revokeTokens('ada')
    stage.time.advance(61 * MINUTE)
    await worker.value('getSession', { account })
    expect(vaults()).toEqual([])
    expect(stage.keys.keys.size).toBe(0)
  })
})

describe('a vault that was tampered with', () => {
  const edit = (change: (record: Record<string, unknown>) => void) => {
    const key = vaults()[0] ?? ''
    const record = JSON.parse(stage.local.items.get(key) ?? '{}')
    change(record)
    stage.local.items.set(key, JSON.stringify(record))
  }

  test.each<[string, (record: Record<string, unknown>) => void]>([
    ['with a higher generation', (record) => (record['generation'] = 99)],
    ['with another text', (record) => (record['data'] = 'AAAA')],
    ['with what is no base64', (record) => (record['data'] = '%')],
    ['of another version', (record) => (record['version'] = 2)],
  ])('(%s) opens nothing, and the next sign-in works', async (_, change) => {
    await staying()
    edit(change)
    await restart()
    expect(stage.views()).toEqual([])
    const account = await staying()
    await restart()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
  })

  test('(whose key is gone) opens nothing, and is cleared away', async () => {
    await staying()
    stage.keys.keys.clear()
    await restart()
    expect(stage.views()).toEqual([])
    expect(vaults()).toEqual([])
  })

  test('(whose key is gone while the session lives) is sealed anew at the next start', async () => {
    const account = await staying()
    stage.keys.keys.clear()
    worker = stage.start()
    await worker.started()
    await restart()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
  })
})

describe('a vault that cannot be written', () => {
  test('keeps nobody from a refresh, and loses against the newer session', async () => {
    const account = await staying()
    stage.local.full = true
    stage.time.advance(61 * MINUTE)
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    const generation = stage.views()[0]?.generation ?? 0
    expect(keptGeneration(stage)).toBeLessThan(generation)
    stage.local.full = false
    worker = stage.start()
    await worker.started()
    expect(stage.views()[0]?.generation).toBe(generation)
    expect(keptGeneration(stage)).toBe(generation)
    expect(stage.pool.calls.count('GetTokensFromRefreshToken')).toBe(1)
  })

  test('brings no session back that was signed out meanwhile', async () => {
    const account = await staying()
    await settled()
    stage.local.full = true
    await worker.value('signOut', { account })
    expect([...stage.keys.keys.keys()]).not.toContain(`session|${account}`)
    stage.local.full = false
    await restart()
    expect(stage.views().filter(({ state }) => state === 'signedIn')).toEqual([])
  })

  test('keeps no revocation from being sent later in the same browser', async () => {
    const account = await staying()
    const { refreshToken } = record()
    await settled()
    stage.local.full = true
    stage.pool.faults.add({ operation: 'RevokeToken', times: 1, fault: { kind: 'dropBefore' } })
    await worker.ask('signOut', { account })
    await settled()
    expect(stage.pool.isRevoked(refreshToken)).toBe(false)
    worker = stage.start()
    await worker.started()
    await settled()
    expect(stage.pool.isRevoked(refreshToken)).toBe(true)
  })
})

describe('a sign-out that could not be told to the pool', () => {
  const signOutOffline = async (account: AccountId) => {
    stage.pool.faults.add({ operation: 'RevokeToken', times: 1, fault: { kind: 'dropBefore' } })
    await worker.ask('signOut', { account })
    await settled()
  }

  test('is told after the browser was started again, and its key goes with it', async () => {
    const account = await staying()
    const { refreshToken } = record()
    await signOutOffline(account)
    expect(vaults()).toEqual([`queued:${account}`])
    expect([...stage.keys.keys.keys()]).toEqual([`revocations|${account}`])
    expect(stage.local.log.join('\n')).not.toContain(refreshToken)
    await restart()
    expect(stage.pool.isRevoked(refreshToken)).toBe(true)
    expect(vaults()).toEqual([])
    expect(stage.keys.keys.size).toBe(0)
  })

  test('is dropped when the token’s life is over', async () => {
    await signOutOffline(await staying())
    stage.endBrowser()
    stage.time.advance(31 * 24 * 60 * MINUTE)
    const calls = stage.pool.calls.count('RevokeToken')
    worker = stage.start()
    await worker.started()
    expect(vaults()).toEqual([])
    expect(stage.pool.calls.count('RevokeToken')).toBe(calls)
  })

  test('keeps nobody from signing in again', async () => {
    await signOutOffline(await staying())
    const account = await staying()
    await restart()
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(vaults()).toEqual([`vault:${account}`])
  })
})

const keptGeneration = (stage: Stage): number =>
  JSON.parse([...stage.local.items].find(([key]) => key.startsWith('vault:'))?.[1] ?? '{}').generation

const stay = (worker: Worker) => worker.value('setStaySignedIn', { on: true })

const stayingIn = async (stage: Stage, worker: Worker) => {
  await stay(worker)
  await signIn(stage, worker)
}

const deeds: Deed[] = [
  {
    name: 'a sign-in',
    prepare: async (_, worker) => void (await stay(worker)),
    act: (worker, stage) => signIn(stage, worker),
  },
  {
    name: 'a refresh',
    prepare: async (stage, worker) => {
      await stayingIn(stage, worker)
      stage.time.advance(61 * MINUTE)
    },
    act: (worker) => worker.ask('getSession', {}),
  },
  { name: 'a sign-out', prepare: stayingIn, act: (worker) => worker.ask('signOut', {}) },
  {
    name: 'a sign-out that is offline',
    prepare: async (stage, worker) => {
      await stayingIn(stage, worker)
      stage.pool.faults.add({ operation: 'RevokeToken', times: 1, fault: { kind: 'dropBefore' } })
    },
    act: (worker) => worker.ask('signOut', {}),
  },
  {
    name: 'turning it on',
    prepare: async (stage, worker) => void (await signIn(stage, worker)),
    act: (worker) => stay(worker),
  },
  {
    name: 'turning it off',
    prepare: stayingIn,
    act: (worker) => worker.value('setStaySignedIn', { on: false }),
  },
  {
    name: 'the start of a browser',
    fromStart: true,
    prepare: async (stage, worker) => {
      await stayingIn(stage, worker)
      worker.life.end()
      stage.endBrowser()
    },
    act: (worker) => worker.ask('getSession', {}),
  },
]
const deed = (name: string) => deeds.filter((deed) => deed.name === name)

describe('a worker killed at every step, and then the browser', { timeout: 240_000 }, () => {
  test.each([...deed('a refresh'), ...deed('the start of a browser')])(
    '(of $name) leaves the session to the next one',
    async (deed) => {
      await eachDeath(deed, async (ended) => {
        expect(keptGeneration(ended.stage)).toBeGreaterThanOrEqual(ended.stage.views()[0]?.generation ?? 0)
        ended.stage.endBrowser()
        expect(await afterwards(ended)).toMatchObject({ state: 'signedIn' })
        expect(reuses(ended.stage)).toBe(0)
      })
    },
  )

  test.each(deed('a sign-in'))('(of $name) leaves a whole session or none', async (deed) => {
    await eachDeath(deed, async (ended) => {
      const stored = [...ended.stage.local.items.keys()].some((key) => key.startsWith('vault:'))
      ended.stage.endBrowser()
      expect((await afterwards(ended)).state).toBe(stored ? 'signedIn' : 'signedOut')
      expect(await signIn(ended.stage, ended.stage.start())).toMatchObject({ ok: true })
    })
  })

  test.each(deed('a sign-out'))(
    '(of $name) brings nothing back that was signed out, keeps no key, and revokes in the end',
    async (deed) => {
      await eachDeath(deed, async (ended) => {
        const { stage } = ended
        const begun =
          !stage.local.text('vault:').includes('session|') || !stage.session.text().includes('idToken')
        const { state } = await afterwards(ended)
        expect(state).toBe(begun ? 'signedOut' : 'signedIn')
        stage.endBrowser()
        expect((await afterwards(ended)).state).toBe(state)
        if (begun) {
          expect(stage.pool.issueHistory().every(({ revoked }) => revoked)).toBe(true)
          expect(stage.keys.keys.size).toBe(0)
          expect(stage.local.text()).not.toMatch(/^(vault|queued):/m)
        }
      })
    },
  )

  test.each(deed('a sign-out that is offline'))(
    '(of $name) at once brings nothing back either, and revokes in the end',
    async (deed) => {
      await eachDeath(deed, async (ended) => {
        const { stage } = ended
        const begun =
          !stage.local.text('vault:').includes('session|') || !stage.session.text().includes('idToken')
        stage.endBrowser()
        expect((await afterwards(ended)).state).toBe(begun ? 'signedOut' : 'signedIn')
        if (!begun) return
        // The next start may still be offline; the one after it is not.
        await afterwards(ended)
        expect(stage.pool.issueHistory().every(({ revoked }) => revoked)).toBe(true)
        expect(stage.keys.keys.size).toBe(0)
      })
    },
  )

  test.each([...deed('turning it on'), ...deed('turning it off')])(
    '(of $name) finishes at the next start what the stored wish says, and loses no session',
    async (deed) => {
      await eachDeath(deed, async (ended) => {
        const { stage } = ended
        expect(await afterwards(ended)).toMatchObject({ state: 'signedIn' })
        const wish = stage.local.text('settings').includes('"staySignedIn":true')
        expect(stage.keys.keys.size).toBe(wish ? 1 : 0)
        expect(stage.local.text('vault:') !== '').toBe(wish)
        stage.endBrowser()
        expect((await afterwards(ended)).state).toBe(wish ? 'signedIn' : 'signedOut')
      })
    },
  )

  test.each(deed('turning it off'))('(of $name) and at once: what was turned off stays off', async (deed) => {
    await eachDeath(deed, async (ended) => {
      const wish = ended.stage.local.text('settings').includes('"staySignedIn":true')
      ended.stage.endBrowser()
      expect((await afterwards(ended)).state).toBe(wish ? 'signedIn' : 'signedOut')
      if (!wish) expect(ended.stage.keys.keys.size).toBe(0)
    })
  })
})
