import { afterEach, beforeEach, expect, test } from 'vitest'
import { SharedWorld } from '../support/shared-world.ts'
import { until } from '../support/until.ts'

let world: SharedWorld

beforeEach(async () => {
  world = await SharedWorld.open()
})
afterEach(() => world.close())

test('a sign-out without a network is told to the pool as soon as the network is back, with nobody asking', async () => {
  const popup = await world.signIn()
  const { context } = world.extension
  await context.setOffline(true)
  await until('the worker to be offline', () =>
    context.serviceWorkers()[0]?.evaluate(() => !navigator.onLine),
  )
  // Answered when the revocation was tried, in vain: from then on it waits.
  await popup.evaluate(async () => {
    const api: { runtime: { sendMessage(message: object): Promise<unknown> } } = Reflect.get(
      globalThis,
      'chrome',
    )
    await api.runtime.sendMessage({ v: 1, id: 'out', method: 'signOut', params: {} })
  })
  expect(world.pool.issueHistory().map(({ revoked }) => revoked)).toEqual([false])
  await context.setOffline(false)
  await until('the revocation', () => world.pool.issueHistory().every(({ revoked }) => revoked))
})
