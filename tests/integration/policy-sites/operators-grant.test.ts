import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { originOf } from '../../../src/contract/identity.ts'
import {
  ALLOWED,
  HOST,
  openManaged,
  page,
  partiesAt,
  PORTAL,
  refused,
  SITE,
} from '../../support/background/managed-site.ts'
import type { Stage, Worker } from '../../support/background/stage.ts'

let stage: Stage
let worker: Worker

beforeEach(async () => {
  ;({ stage, worker } = await openManaged())
})
afterEach(() => stage.close())

const { ask, decide, signIn, told } = partiesAt(() => ({ stage, worker }))

/** The worker dies, and another one starts. */
async function restart(): Promise<void> {
  worker = stage.start()
  await worker.started()
}

describe('a site that an operator allows', () => {
  test('has what it was given and no more, without being asked about, and learns whose session it is', async () => {
    await decide({ allowedSites: [ALLOWED] })
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedOut' } })
    await signIn()
    const answer = await ask()
    expect(answer).toMatchObject({
      ok: true,
      value: { state: 'signedIn', claims: { sub: expect.any(String) } },
    })
    expect(answer).toMatchObject({ value: { accessToken: expect.any(String) } })
    expect(JSON.stringify(answer)).not.toContain('idToken')
    expect(JSON.stringify(answer)).not.toContain('email')
    expect(await ask(page(), 'permissions')).toMatchObject({
      value: {
        origin: SITE,
        gives: { claims: ['sub'], idToken: false, accessToken: true },
        maySignOut: false,
      },
    })
    expect(await ask(page(), 'signOut')).toMatchObject({ ok: false, error: { code: 'rejected' } })
    expect(await ask(page('https://other.example'))).toMatchObject(refused)
    expect(await ask(page(`${SITE}:8443`))).toMatchObject(refused)
  })

  test('is allowed by nothing that is stored as the person’s', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await signIn()
    await ask()
    expect(stage.local.text('grant:')).toBe('')
  })

  test('cannot be taken back by the person, nor given back by itself', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await signIn()
    const origin = originOf(SITE)
    if (origin === undefined) throw new Error('No origin.')
    await worker.value('revokeSite', { origin })
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    await ask(page(), 'disconnect')
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedIn' } })
  })

  test('may ask in frames of the sites that were named, and in no others', async () => {
    await decide({ allowedSites: [{ ...ALLOWED, frames: [PORTAL] }] })
    await signIn()
    const framed = (top: string) => ({ ...page(), frameId: 3, tab: { id: 7, url: `${top}/x` } })
    expect(await ask(framed(PORTAL))).toMatchObject({ ok: true })
    expect(await ask(framed('https://evil.example'))).toMatchObject(refused)
  })

  test('ends the shared session where that was given', async () => {
    await decide({ allowedSites: [{ ...ALLOWED, maySignOut: true }] })
    await signIn()
    expect(await ask(page(), 'signOut')).toMatchObject({ ok: true })
    expect(await ask()).toMatchObject({ value: { state: 'signedOut' } })
  })

  test('has the account that the person chose, and hears when another is chosen', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const one = await signIn('short')
    const first = await ask()
    await signIn('rotating')
    const second = await ask()
    expect(second).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    expect(second).not.toEqual(first)
    stage.told.length = 0
    await worker.value('chooseAccount', { account: one })
    await expect.poll(told).toContain(SITE)
    expect(await ask()).toEqual(first)
  })

  test('hears that another account is meant, when the chosen one signs out', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const other = await signIn('short')
    const chosen = await signIn('rotating')
    const before = await ask()
    stage.told.length = 0
    await worker.value('signOut', { account: chosen })
    await expect.poll(told).toContain(SITE)
    const after = await ask()
    expect(after).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    expect(after).not.toEqual(before)
    stage.told.length = 0
    await worker.value('forgetAccount', { account: other })
    await expect.poll(told).toContain(SITE)
    expect(await ask()).toMatchObject({ value: { state: 'signedOut' } })
  })

  test('has only sessions of the app client that was named', async () => {
    await decide({ allowedSites: [{ ...ALLOWED, profile: stage.profile('rotating') }] })
    await signIn('short')
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedOut' } })
    await signIn('rotating')
    await worker.value('chooseAccount', { account: await signIn('short') })
    const { poolId, clients } = stage.pool
    expect(await ask()).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    const token = JSON.stringify(await ask()).match(/eyJ[\w-]+\.(eyJ[\w-]+)/)?.[1] ?? ''
    expect(JSON.parse(Buffer.from(token, 'base64url').toString())).toMatchObject({
      iss: expect.stringMatching(new RegExp(`/${poolId}$`)),
      client_id: clients.rotating.id,
    })
  })

  test('hears of sign-in, refresh and sign-out', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const heard = () =>
      stage.told.filter(({ origin, event }) => origin === SITE && event.event === 'sessionChanged').length
    const account = await signIn()
    await expect.poll(heard).toBe(1)
    await worker.value('getSession', { forceRefresh: true })
    await expect.poll(heard).toBe(2)
    await worker.value('signOut', { account })
    await expect.poll(heard).toBe(3)
  })
})
describe('the bridge of a site that an operator allows', () => {
  test('comes at once where the browser gave the host already', async () => {
    stage.hosts.add(HOST)
    await decide({ allowedSites: [ALLOWED] })
    expect([stage.registered.has(HOST), stage.injected.includes(HOST)]).toEqual([true, true])
    expect(told()).toEqual([SITE])
  })

  test('comes with the person’s one click, which is the browser’s own question', async () => {
    await decide({ allowedSites: [ALLOWED] })
    expect(stage.registered.has(HOST)).toBe(false)
    stage.hosts.add(HOST)
    await worker.hostsAdded(HOST)
    expect([stage.registered.has(HOST), stage.injected.includes(HOST)]).toEqual([true, true])
  })

  test('does not come for a host that no site of the policy is on', async () => {
    await decide({ allowedSites: [ALLOWED] })
    stage.hosts.add(`${PORTAL}/*`)
    await worker.hostsAdded(`${PORTAL}/*`)
    expect([stage.registered.size, stage.injected]).toEqual([0, []])
  })
})
test('a first run, on which the browser knows the policy only after a while, has it then', async () => {
  stage.hosts.add(HOST)
  await restart()
  expect(await ask()).toMatchObject(refused)
  await decide({ allowedSites: [ALLOWED] })
  expect(await ask()).toMatchObject({ ok: true })
  expect(stage.injected).toContain(HOST)
})
