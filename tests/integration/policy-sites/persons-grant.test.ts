import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { originOf, type AccountId } from '../../../src/contract/identity.ts'
import {
  ALLOWED,
  HOST,
  openManaged,
  page,
  partiesAt,
  PORTAL,
  SITE,
} from '../../support/background/managed-site.ts'
import type { Stage, Worker } from '../../support/background/stage.ts'

let stage: Stage
let worker: Worker

beforeEach(async () => {
  ;({ stage, worker } = await openManaged())
})
afterEach(() => stage.close())

const { allow, ask, decide, signIn } = partiesAt(() => ({ stage, worker }))

describe('what the person allowed beside it', () => {
  test('comes on top, where it is the same account’s', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await allow(await signIn())
    expect(await ask()).toMatchObject({
      value: { claims: { sub: expect.any(String), email: expect.any(String) }, idToken: expect.any(String) },
    })
    expect(await ask()).toMatchObject({ value: { accessToken: expect.any(String) } })
  })

  test('counts alone, where it is another account’s', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await allow(await signIn('short'))
    await signIn('rotating')
    expect(JSON.stringify(await ask())).not.toContain('accessToken')
  })

  test('stays when the policy goes, with bridge and host permission', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await allow(await signIn())
    await decide({})
    expect(JSON.stringify(await ask())).not.toContain('accessToken')
    expect(await ask()).toMatchObject({ value: { idToken: expect.any(String) } })
    expect([stage.registered.has(HOST), stage.hosts.has(HOST)]).toEqual([true, true])
  })

  test('goes without the policy’s, and is noted as used', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await allow(await signIn())
    await ask()
    await expect.poll(() => stage.local.text('grant:')).toContain('lastUsed')
    expect(stage.local.text('grant:')).not.toContain('policy')
  })
})
describe('more than an operator gave', () => {
  const email = { claims: ['email'], idToken: false, accessToken: false }
  /** The site asks for more; the window shows that with what it has, and the person says yes to it as it stands. */
  const askForMore = async (account: AccountId, ticked: object = {}) => {
    stage.hosts.add(HOST)
    const asked = ask(page(), 'connect', { want: { claims: ['email'] } })
    await expect.poll(() => stage.session.text('asking:')).not.toBe('')
    const pending = [...stage.session.items].find(([key]) => key.startsWith('asking:'))
    const { origin, want, before } = JSON.parse(pending?.[1] ?? '')
    expect(want).toEqual({ claims: ['sub', 'email'], idToken: false, accessToken: true })
    const { maySignOut } = before
    const yes = { origin, gives: want, maySignOut, account, tabId: 7, until: 'revoked' as const, ...ticked }
    await worker.value('allowSite', yes)
    return asked
  }
  const own = () => {
    const grant = [...stage.local.items].find(([key]) => key.startsWith('grant:'))
    return grant && JSON.parse(grant[1])
  }

  test('is the person’s to give, and theirs alone stays when the policy goes', async () => {
    await decide({ allowedSites: [{ ...ALLOWED, maySignOut: true }] })
    expect(await askForMore(await signIn())).toMatchObject({
      ok: true,
      value: {
        gives: { claims: expect.arrayContaining(['sub', 'email']), accessToken: true },
        maySignOut: true,
      },
    })
    expect(own()).toMatchObject({ gives: email, maySignOut: false })
    await decide({})
    const left = await ask()
    expect(left).toMatchObject({ value: { claims: { email: expect.any(String) } } })
    expect(JSON.stringify(left)).not.toMatch(/accessToken|"sub"/)
    expect(await ask(page(), 'signOut')).toMatchObject({ ok: false, error: { code: 'rejected' } })
  })

  test('takes nothing of what the person had given before, though an operator gives it too', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const account = await signIn()
    await allow(account, { claims: ['sub'], idToken: false, accessToken: false })
    await decide({})
    await allow(account, { claims: ['sub'], idToken: false, accessToken: false })
    await decide({ allowedSites: [ALLOWED] })
    await askForMore(account)
    expect(own()).toMatchObject({ gives: { claims: ['sub', 'email'], idToken: false, accessToken: false } })
  })

  test('leaves the site what it has when the person unticked it', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const ticked = { gives: { claims: ['sub'], idToken: false, accessToken: true } }
    expect(await askForMore(await signIn(), ticked)).toMatchObject({ ok: true })
    expect(own()).toBe(undefined)
    expect(await ask()).toMatchObject({ value: { accessToken: expect.any(String) } })
  })

  test('is the person’s to give to a frame that no operator named', async () => {
    await decide({ allowedSites: [{ origin: SITE, claims: ['sub'] }] })
    const account = await signIn()
    stage.hosts.add(HOST)
    const framed = { ...page(), frameId: 3, tab: { id: 7, url: `${PORTAL}/x` } }
    const sub = { claims: ['sub'], idToken: false, accessToken: false }
    const asked = ask(framed, 'connect', { want: { claims: ['sub'] } })
    await expect.poll(() => stage.session.text('asking:')).not.toBe('')
    const [origin, top] = [SITE, PORTAL].map((url) => originOf(url) ?? expect.unreachable())
    const yes = { account, maySignOut: false, tabId: 7, until: 'revoked' } as const
    await worker.value('allowSite', { origin: origin ?? expect.unreachable(), gives: sub, top, ...yes })
    expect(await asked).toMatchObject({ ok: true, value: { gives: sub, frames: true } })
    expect(await ask(framed)).toMatchObject({ ok: true, value: { claims: { sub: expect.any(String) } } })
  })

  test('may be the sign-out alone', async () => {
    await decide({ allowedSites: [ALLOWED] })
    const ticked = { gives: { claims: ['sub'], idToken: false, accessToken: true }, maySignOut: true }
    expect(await askForMore(await signIn(), ticked)).toMatchObject({ ok: true, value: { maySignOut: true } })
    expect(own()).toMatchObject({ gives: { claims: [], accessToken: false }, maySignOut: true })
    expect(await ask(page(), 'signOut')).toMatchObject({ ok: true })
  })

  test('stands in nobody’s way when another account is meant', async () => {
    await decide({ allowedSites: [ALLOWED] })
    await askForMore(await signIn('short'))
    await signIn('rotating')
    const answer = await ask()
    expect(answer).toMatchObject({ value: { accessToken: expect.any(String) } })
    expect(JSON.stringify(answer)).not.toContain('email')
  })
})
