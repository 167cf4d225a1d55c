import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { originOf, type AccountId } from '../../src/contract/identity.ts'
import { eachDeath, play, settled, type Deed } from '../support/background/deeds.ts'
import { amplify, asOldLibrary, oldLibrary, type SiteLibrary } from '../support/background/site-library.ts'
import { Stage, type Worker } from '../support/background/stage.ts'

/** How a token begins. The pool's public keys lie there too, and three letters stand in one of them by chance. */
const TOKEN = /eyJ[\w-]+\.eyJ/

const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }
const SITE = originOf('https://app.example') ?? fail()
const TAB = 7
const EXTENSION = 'mophcmpmhijfcmgpeabfgglojbeeclif'

function fail(): never {
  throw new Error('not an origin')
}

let stage: Stage
let worker: Worker

beforeEach(async () => {
  stage = await Stage.open()
  worker = stage.start()
  await worker.started()
  await addPool()
})
afterEach(() => stage.close())

async function addPool(): Promise<void> {
  for (const client of ['web', 'rotating'] as const) {
    await worker.value('saveProfile', {
      name: client,
      poolId: stage.pool.poolId,
      clientId: stage.pool.clients[client].id,
      endpoint: stage.pool.url,
    })
  }
}

/** Allowed for Ada, who then signs out: the grant stays. */
async function allowed(): Promise<AccountId> {
  const account = await worker.signIn({ profile: stage.profile('web'), ...ADA })
  stage.hosts.add('https://app.example/*')
  const gives = { claims: ['sub'], idToken: false, accessToken: false }
  await worker.value('allowSite', {
    origin: SITE,
    gives,
    account,
    maySignOut: false,
    tabId: TAB,
    until: 'revoked',
  })
  await worker.value('signOut', { account })
  return account
}

async function signedInThere(
  library: SiteLibrary,
  user: 'ada' | 'grace' = 'ada',
  client: 'web' | 'rotating' = 'rotating',
) {
  const items = await library(stage.pool, client, user)
  stage.pages.set(TAB, { origin: SITE, items })
  return items
}

const itemsLeft = () => Object.keys(stage.pages.get(TAB)?.items ?? {})

describe('a session that a site’s own library stored', () => {
  test.each([
    ['amazon-cognito-identity-js', oldLibrary],
    ['Amplify v6', amplify],
  ])('by %s is shown, taken over, refreshed as ours, and gone from the site', async (_, library) => {
    await allowed()
    await signedInThere(library, 'grace')
    const { origin, found } = await worker.value('findStoredSessions', { tabId: TAB })
    expect(origin).toBe(SITE)
    expect(found).toEqual([
      {
        account: `${stage.pool.issuer}|${stage.pool.clients.rotating.id}|${stage.pool.users.grace.sub}`,
        profile: stage.profile('rotating'),
        username: stage.pool.users.grace.username,
        email: 'grace@example.com',
        signedInAt: expect.closeTo(stage.time.now(), -4),
      },
    ])
    expect(JSON.stringify(found)).not.toContain('eyJ')

    const { account } = await worker.value('importStoredSession', {
      tabId: TAB,
      account: found[0]?.account ?? fail(),
    })
    expect(await worker.value('getSession', {})).toMatchObject({
      state: 'signedIn',
      claims: { email: 'grace@example.com' },
    })
    expect(itemsLeft().filter((key) => /Token|LastAuthUser/.test(key))).toEqual([])
    expect(stage.session.text('left-copy:')).toBe('')
    await worker.value('getSession', { account, forceRefresh: true })
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
    expect(stage.local.text()).not.toContain('eyJ')
  })

  test('beside one that the person has here already takes its place, and the earlier one is revoked', async () => {
    await allowed()
    const account = await worker.signIn({ profile: stage.profile('rotating'), ...ADA })
    await signedInThere(oldLibrary)
    await worker.value('importStoredSession', { tabId: TAB, account })
    expect(await worker.value('getSession', { account, forceRefresh: true })).toMatchObject({
      state: 'signedIn',
    })
    const mine = stage.pool.issueHistory().filter(({ revoked }) => revoked)
    expect(mine).toHaveLength(2)
  })

  test('that expired is taken over with what renews it', async () => {
    await allowed()
    await signedInThere(oldLibrary)
    stage.time.advance(2 * 3_600_000)
    const { found } = await worker.value('findStoredSessions', { tabId: TAB })
    const { account } = await worker.value('importStoredSession', {
      tabId: TAB,
      account: found[0]?.account ?? fail(),
    })
    expect(await worker.value('getSession', { account })).toMatchObject({ state: 'signedIn' })
  })

  test('that expired and cannot be renewed is none', async () => {
    await allowed()
    const items = await signedInThere(oldLibrary)
    for (const key of Object.keys(items)) if (key.endsWith('.refreshToken')) delete items[key]
    expect((await worker.value('findStoredSessions', { tabId: TAB })).found).toHaveLength(1)
    stage.time.advance(2 * 3_600_000)
    expect((await worker.value('findStoredSessions', { tabId: TAB })).found).toEqual([])
  })

  test('of somebody else than was shown is not taken over', async () => {
    await allowed()
    await signedInThere(oldLibrary, 'ada')
    const { found } = await worker.value('findStoredSessions', { tabId: TAB })
    await signedInThere(oldLibrary, 'grace')
    expect(
      await worker.refusal('importStoredSession', { tabId: TAB, account: found[0]?.account ?? fail() }),
    ).toBe('unknownAccount')
    expect(itemsLeft()).not.toEqual([])
    expect(stage.views().filter(({ state }) => state === 'signedIn')).toEqual([])
  })
})

describe('nothing is taken over', () => {
  test('on a site that was not allowed', async () => {
    await signedInThere(oldLibrary)
    expect(await worker.refusal('findStoredSessions', { tabId: TAB })).toBe('notAllowed')
    const account =
      `${stage.pool.issuer}|${stage.pool.clients.rotating.id}|${stage.pool.users.ada.sub}` as AccountId
    expect(await worker.refusal('importStoredSession', { tabId: TAB, account })).toBe('notAllowed')
    expect(stage.session.text()).not.toMatch(TOKEN)
  })

  test('on a page where no script may run', async () => {
    await allowed()
    expect(await worker.refusal('findStoredSessions', { tabId: 8 })).toBe('cannotRunHere')
  })

  test('where nothing is stored', async () => {
    await allowed()
    stage.pages.set(TAB, {
      origin: SITE,
      items: { theme: 'dark', 'CognitoIdentityServiceProvider.x.LastAuthUser': 'ada' },
    })
    expect((await worker.value('findStoredSessions', { tabId: TAB })).found).toEqual([])
  })

  test.each([
    ['an ID token', '.idToken', 0],
    ['an access token', '.accessToken', 0],
    ['an access token beside an ID token that has ended', '.accessToken', 2 * 3_600_000],
  ])('of %s that the pool did not sign', async (_, kind, later) => {
    await allowed()
    const items = await signedInThere(oldLibrary)
    for (const [key, value] of Object.entries(items)) {
      if (key.endsWith(kind)) items[key] = forged(value)
    }
    stage.time.advance(later)
    expect(await worker.refusal('findStoredSessions', { tabId: TAB })).toBe('signatureInvalid')
    expect(itemsLeft()).not.toEqual([])
  })

  test('of two people’s tokens', async () => {
    await allowed()
    const graces = await oldLibrary(stage.pool, 'rotating', 'grace')
    const items = await signedInThere(oldLibrary, 'ada')
    const gracesAccess = Object.entries(graces).find(([key]) => key.endsWith('.accessToken'))?.[1] ?? ''
    for (const key of Object.keys(items)) if (key.endsWith('.accessToken')) items[key] = gracesAccess
    expect(await worker.refusal('findStoredSessions', { tabId: TAB })).toBe('ClaimsInvalid')
  })

  test('while the pool’s keys are out of reach', async () => {
    await allowed()
    await signedInThere(oldLibrary)
    for (const key of stage.session.items.keys()) if (key.startsWith('keys:')) stage.session.items.delete(key)
    worker = stage.start()
    await stage.pool.close()
    expect(await worker.refusal('findStoredSessions', { tabId: TAB })).toBe('NetworkError')
    expect(itemsLeft()).not.toEqual([])
  })
})

/** The same token with another e-mail address in it. */
function forged(token: string): string {
  const [header, payload = '', signature] = token.split('.')
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
  const planted = Buffer.from(JSON.stringify({ ...claims, email: 'eve@example.com' })).toString('base64url')
  return [header, planted, signature].join('.')
}

const takeOver: Deed = {
  name: 'a take-over',
  async prepare(stage, first) {
    const account = await first.signIn({ profile: stage.profile('rotating'), ...ADA })
    stage.hosts.add('https://app.example/*')
    const gives = { claims: ['sub'], idToken: false, accessToken: false }
    await first.value('allowSite', {
      origin: SITE,
      gives,
      account,
      maySignOut: false,
      tabId: TAB,
      until: 'revoked',
    })
    await first.value('signOut', { account })
    stage.pages.set(TAB, { origin: SITE, items: await asOldLibrary(stage.pool, 'rotating', 'ada') })
  },
  act: (worker, stage) => {
    const account = `${stage.pool.issuer}|${stage.pool.clients.rotating.id}|${stage.pool.users.ada.sub}`
    return worker.ask('importStoredSession', { tabId: TAB, account: account as AccountId })
  },
}

test('a worker that dies anywhere in a take-over leaves the session with the site or with us, not with both, and not with neither', async () => {
  await eachDeath(takeOver, async ({ stage, account }) => {
    const next = stage.start()
    await next.started()
    const ours = await next.value('getSession', { account })
    const theirs = Object.keys(stage.pages.get(TAB)?.items ?? {}).some((key) => key.endsWith('.refreshToken'))
    expect({ ours: ours.state === 'signedIn', theirs }).toEqual(
      theirs ? { ours: false, theirs } : { ours: true, theirs },
    )
    expect(stage.session.text('left-copy:')).toBe('')
  })
}, 120_000)

test('what was left on a site because its pages were closed goes when one opens, and by its bridge alone', async () => {
  const whole = await play(takeOver)
  await whole.stage.close()
  const call = whole.steps.indexOf('site.remove') + 1
  const { stage } = await play(takeOver, { call, moment: 'before' })
  const page = stage.pages.get(TAB) ?? fail()
  stage.pages.clear()
  const next = stage.start()
  await next.started()
  stage.pages.set(TAB, page)
  const opened = (origin: string) =>
    next.send(
      { v: 1, id: 'q', method: 'permissions', params: {} },
      { id: EXTENSION, origin, url: `${origin}/`, frameId: 0, documentId: 'D', tab: { id: TAB } },
    )
  await opened('https://other.example')
  await settled()
  expect(Object.keys(page.items).some((key) => key.endsWith('.refreshToken'))).toBe(true)
  expect(await opened(SITE)).toMatchObject({ ok: true, value: { origin: SITE } })
  await settled()
  expect(Object.keys(page.items).filter((key) => /Token|LastAuthUser/.test(key))).toEqual([])
  expect(stage.session.text('left-copy:')).toBe('')
  await stage.close()
})
