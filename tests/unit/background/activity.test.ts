import { expect, test } from 'vitest'
import { Activity } from '../../../src/background/activity.ts'
import type { ActivityEntry, Happening } from '../../../src/contract/activity.ts'
import { originOf, type AccountId } from '../../../src/contract/identity.ts'
import { settled } from '../../support/background/deeds.ts'
import { KeptArea } from '../../support/background/kept-area.ts'

const ADA = 'https://pool.example|client|ada' as AccountId
const GRACE = 'https://pool.example|client|grace' as AccountId
const SITE = originOf('https://app.example') ?? fail()

function fail(): never {
  throw new Error('not an origin')
}

/** A record of activity whose waits end when the test says so. */
function opened() {
  const local = new KeptArea()
  const world = { now: 1_000_000, wakes: [] as (() => void)[], waits: [] as number[] }
  const wait = (ms: number) => {
    world.waits.push(ms)
    return new Promise<void>((resolve) => world.wakes.push(resolve))
  }
  const activity = new Activity({ local, now: () => world.now, wait })
  const written = async () => {
    for (const wake of world.wakes.splice(0)) wake()
    await settled()
  }
  const entries = (): ActivityEntry[] =>
    [...local.items.keys()]
      .filter((key) => key.startsWith('activity:'))
      .sort((a, b) => Number(a.slice(9)) - Number(b.slice(9)))
      .flatMap((key) => JSON.parse(local.items.get(key) ?? '').entries)
  return { activity, local, world, written, entries }
}

const delivery = (until: number, account = ADA): Extract<Happening, { kind: 'delivered' }> => ({
  kind: 'delivered',
  origin: SITE,
  account,
  claims: ['email'],
  until,
})

test('what happens is written together, and only after a while', async () => {
  const { activity, local, written, entries } = opened()
  activity.note({ kind: 'started' })
  activity.note({ kind: 'signedIn', account: ADA })
  await settled()
  expect(local.log).toEqual([])
  await written()
  expect(entries()).toEqual([
    { kind: 'started', at: 1_000_000 },
    { kind: 'signedIn', account: ADA, at: 1_000_000 },
  ])
  expect(local.log).toHaveLength(2)
})

test('years of it stay under a megabyte, and the oldest goes', async () => {
  const { activity, local, written, entries } = opened()
  for (let day = 1; day <= 400; day += 1) {
    for (let hour = 0; hour < 24; hour += 1) activity.noteDelivery(delivery(day * 24 + hour))
    await written()
  }
  const stored = new TextEncoder().encode(local.text('activity:')).length
  expect(stored).toBeLessThan(1_000_000)
  expect(stored).toBeGreaterThan(600_000)
  const kept = entries().flatMap((entry) => (entry.kind === 'delivered' ? [entry.until] : []))
  expect(kept).toEqual([...kept].sort((a, b) => a - b))
  expect(kept.at(-1)).toBe(400 * 24 + 23)
  expect(kept[0]).toBeGreaterThan(24)
})

test('a great many at once fill several records, none of which is too large', async () => {
  const { activity, local, written, entries } = opened()
  for (let turn = 0; turn < 1_000; turn += 1) activity.note({ kind: 'signedIn', account: ADA })
  await written()
  expect(entries()).toHaveLength(1_000)
  for (const text of local.items.values()) expect(text.length).toBeLessThan(25_000)
})

test('a site that gets the same again is noted once, and anew with new tokens', async () => {
  const { activity, written, entries } = opened()
  for (let turn = 0; turn < 100; turn += 1) activity.noteDelivery(delivery(1))
  activity.noteDelivery(delivery(2))
  await written()
  expect(entries()).toHaveLength(2)
})

test('a sleep of the device and a clock that is set back are found by the time since the worker heard something', async () => {
  const { activity, world, written, entries } = opened()
  for (const passed of [0, 59_000, 500, -900, 3_600_000, -7_200_000]) {
    world.now += passed
    activity.heard()
  }
  await written()
  expect(entries()).toEqual([
    { kind: 'slept', length: 3_600_000, at: 4_658_600 },
    { kind: 'clockSetBack', length: 7_200_000, at: -2_541_400 },
  ])
})

test('a worker that lives and is asked nothing did not sleep; it hears its own timer, which keeps it not alive', async () => {
  const { activity, world, written, entries } = opened()
  void activity.watch()
  for (let turn = 0; turn < 8; turn += 1) {
    expect(world.waits.at(-1)).toBeGreaterThan(30_000)
    world.now += world.waits.at(-1) ?? 0
    await written()
  }
  world.now += 14_000
  activity.heard()
  expect(entries()).toEqual([])
  world.now += 600_000
  await written()
  await written()
  expect(entries()).toEqual([{ kind: 'slept', length: 600_000, at: world.now }])
})

test('what is cleared is gone, though it was not written yet', async () => {
  const { activity, written, entries } = opened()
  activity.note({ kind: 'started' })
  await written()
  activity.note({ kind: 'signedIn', account: ADA })
  await activity.clear()
  await written()
  expect(entries()).toEqual([])
})

test('of an account that is forgotten nothing is left, and of others everything', async () => {
  const { activity, written, entries } = opened()
  activity.noteDelivery(delivery(1, GRACE))
  activity.noteDelivery(delivery(1))
  await written()
  activity.note({ kind: 'signedIn', account: ADA })
  await activity.forget(ADA)
  await written()
  expect(entries()).toMatchObject([{ kind: 'delivered', account: GRACE }])
})

test('a record of a later version is left alone', async () => {
  const { activity, local, written } = opened()
  const later = { version: 2, entries: 'another shape' }
  await local.set({ 'activity:7': later })
  activity.note({ kind: 'started' })
  await written()
  expect(await local.get('activity:7')).toEqual(later)
  expect(await local.get('activity:8')).toMatchObject({ entries: [{ kind: 'started' }] })
})

test('a disk that is full loses what it could not take, and nothing else', async () => {
  const { activity, local, written, entries } = opened()
  local.full = true
  activity.note({ kind: 'started' })
  await written()
  local.full = false
  activity.note({ kind: 'signedIn', account: ADA })
  await written()
  expect(entries()).toMatchObject([{ kind: 'signedIn' }])
})
