import { afterEach, beforeEach, expect, test } from 'vitest'
import { SharedWorld } from '../support/shared-world.ts'
import { stored } from '../support/storage.ts'
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
  await popup.getByRole('button', { name: 'Sign out', exact: true }).click()
  await popup.getByLabel('User name').waitFor()
  expect(world.pool.issueHistory().map(({ revoked }) => revoked)).toEqual([false])
  await until('the revocation to be owed', async () =>
    Object.keys(await stored(world.extension, 'session')).some((key) => key.startsWith('kept:')),
  )
  await context.setOffline(false)
  await until('the revocation', () => world.pool.issueHistory().every(({ revoked }) => revoked))
})
