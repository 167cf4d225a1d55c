import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { audience, callerKinds } from '../../src/contract/audience.ts'
import type { AccountId } from '../../src/contract/identity.ts'
import type { Method } from '../../src/contract/messages.ts'
import { judged, judgedPage, methods, sound } from '../support/every-message.ts'
import { writeOtherExtension, type OtherExtension } from '../support/other-extension.ts'
import { startPlainSites } from '../support/plain-sites.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'
import { places, type Place, type Scene } from './callers/places.ts'
import { bridge, external, verdictOf, type Verdict } from './callers/ways.ts'

let world: QuickWorld
let other: OtherExtension
let scene: Scene
let before: unknown
let account: AccountId

beforeAll(async () => {
  other = writeOtherExtension()
  world = await QuickWorld.open({ beside: [other.folder] })
  account = await world.signIn()
  const { one, two, elsewhere } = world.sites
  await world.allow(one, account, undefined, { top: elsewhere })
  const [allowed, evil] = [await world.visit(`${one}/`), await world.visit(`${two}/`)]
  scene = { world, other, allowed, evil, around: await world.visit(`${elsewhere}/`) }
  before = await state()
})
afterAll(async () => {
  await world.close()
  other.remove()
})

/** All that is stored, but for what tells of what happened: when something was used, and the record of it. */
async function state(): Promise<unknown> {
  const areas = { ...(await stored(world.extension, 'local')), ...(await stored(world.extension, 'session')) }
  const telling = (key: string) => key === 'lastUsed' || key.startsWith('activity:')
  return JSON.parse(JSON.stringify(areas, (key, value) => (telling(key) ? undefined : value)))
}

/** Who may, by the judgement that stands beside the contract. */
const may = ({ kind, granted, path }: Place, method: Method) =>
  kind !== 'nobody' &&
  judged[method].includes(kind) &&
  (kind === 'extensionPage'
    ? (judgedPage[method] ?? path) === path
    : granted || audience[method].grant === 'notNeeded')

/** With params that are wrong and lie: whoever may ask is told of the params, everybody else that they may not. */
const crooked = { kind: 'extensionPage', origin: 'http://localhost', grant: { accessToken: true } }

async function verdicts(place: Place, asked: readonly Method[], params: (method: Method) => object) {
  const evaluate = await place.enter(scene)
  const messages = asked.map((method) => ({ v: 1, id: method, method, params: params(method) }))
  const expression = place.by(world.extension.id, messages.map(place.lie ?? ((message) => message)))
  const answers: unknown[] = JSON.parse(String(await evaluate(expression)))
  return Object.fromEntries(asked.map((method, index) => [method, verdictOf(method, answers[index])]))
}

const table = (asked: readonly Method[], verdict: (method: Method) => Verdict) =>
  Object.fromEntries(asked.map((method) => [method, verdict(method)]))

test('every kind of caller there is stands in some place', () => {
  expect(callerKinds.filter((kind) => !places.some((place) => place.kind === kind))).toEqual([])
})

describe.each(places.map((place) => [place.name, place] as const))('%s', (_, place) => {
  const refusedHere = methods.filter((method) => !may(place, method))

  test('is heard where it may ask, and refused in everything else', async () => {
    expect(await verdicts(place, methods, () => crooked)).toEqual(
      table(methods, (method) => (may(place, method) ? 'heard' : place.refused)),
    )
  })

  test.runIf(refusedHere.length > 0)('is refused with flawless params too', async () => {
    expect(await verdicts(place, refusedHere, (method) => sound[method])).toEqual(
      table(refusedHere, () => place.refused),
    )
  })
})

test('nothing is stored, changed or ended by all that', async () => {
  expect(await state()).toEqual(before)
  expect(await world.ask('getSession', {})).toMatchObject({ state: 'signedIn' })
})

test.each([
  ['external messages', external],
  ['the bridge', bridge('self')],
])('a page that navigated while it waited gets nothing, by %s', async (_, way) => {
  const sites = await startPlainSites()
  await world.allow(sites.one, account)
  const page = await world.visit(`${sites.one}/waits?no-store`)
  await page.addInitScript(() => {
    const heard: string[] = []
    addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)))
    Object.assign(globalThis, { heard })
  })
  const operation = 'GetTokensFromRefreshToken'
  const { generation } = await world.ask('getSession', {})
  world.pool.calls.reset()
  world.pool.faults.add({ operation, times: 1, fault: { kind: 'latency', ms: 700 } })
  const message = { v: 1, id: 'while-away', method: 'getSession', params: { forceRefresh: true } }
  const asked = page.evaluate(way(world.extension.id, [message])).then(String, () => 'gone')
  await world.pool.calls.reached(operation, 1)
  await page.goto(`${sites.two}/elsewhere`)
  expect(await asked).toBe('gone')
  await until('the refresh', async () => (await world.ask('getSession', {})).generation > generation)
  expect(await page.evaluate('heard')).toEqual([])
  await sites.close()
})
