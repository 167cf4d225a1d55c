import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { originOf, type AccountId } from '../../src/contract/identity.ts'
import { Stage, type Worker } from '../support/background/stage.ts'
import { until } from '../support/until.ts'

const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const SITE = originOf('https://app.example') ?? expect.unreachable()

let stage: Stage
let worker: Worker

beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
})
afterEach(() => stage.close())

async function signIn(): Promise<AccountId> {
  const { poolId, clients, url } = stage.pool
  await worker.value('saveProfile', { name: 'short', poolId, clientId: clients.short.id, endpoint: url })
  return worker.signIn({ profile: stage.profile('short'), ...ADA })
}

/** The user pool ends the sign-in, and the next refresh finds out. */
async function revoked(account: AccountId): Promise<void> {
  stage.pool.revokeTokens('ada')
  stage.time.advance(31_000)
  expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signInNeeded' })
}

const says = (badge: string) => until(`“${badge}” on the icon`, () => stage.badge === badge)

describe('the icon in the toolbar', () => {
  test('says nothing while all is well', async () => {
    const account = await signIn()
    await worker.value('getSession', { account, forceRefresh: true })
    expect(stage).toMatchObject({ badge: '', notified: 0 })
  })

  test('says that sign-in is needed until somebody signed in, and tells it once', async () => {
    const account = await signIn()
    await revoked(account)
    await says('!')
    await until('the notification', () => stage.notified === 1)
    await worker.value('getSession', { account })
    await signIn()
    await says('')
    expect(stage.notified).toBe(1)
  })

  test('says so, too, to a worker that starts anew, which tells nobody a second time', async () => {
    await revoked(await signIn())
    await until('the notification', () => stage.notified === 1)
    stage.badge = ''
    await stage.start().started()
    await says('!')
    expect(stage.notified).toBe(1)
  })

  test('says no more of an account that was forgotten', async () => {
    const account = await signIn()
    await revoked(account)
    await says('!')
    await worker.value('forgetAccount', { account })
    await says('')
  })

  test('counts the pages that wait before it speaks of anything else', async () => {
    const account = await signIn()
    await revoked(account)
    await says('!')
    const page = {
      origin: SITE,
      url: `${SITE}/`,
      frameId: 0,
      documentId: 'D',
      tab: { id: 7, url: `${SITE}/` },
    }
    const asked = worker.sendExternal(
      { v: 1, id: 'q', method: 'connect', params: { want: { claims: ['email'] } } },
      page,
    )
    await says('1')
    await worker.value('refuseSite', { origin: SITE })
    expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
    await says('!')
  })
})

describe('who has just installed it', () => {
  test('is welcomed', async () => {
    await worker.installed()
    expect(stage.welcomed).toBe(1)
  })

  test('is not where a user pool is there already', async () => {
    await signIn()
    await worker.installed()
    expect(stage.welcomed).toBe(0)
  })
})
