import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { firefox, type FirefoxDriver } from '../support/drivers/firefox.ts'
import { until } from '../support/until.ts'
import { World } from './scenarios/world.ts'

let world: World<FirefoxDriver>

/** Firefox reads a policy when it starts. */
const decided = async (policy: object) => {
  world.driver.decide(policy)
  await world.restart()
}
const pool = () => {
  const { poolId, clients, url: endpoint } = world.pool
  return { name: 'Corp', poolId, clientId: clients.web.id, endpoint }
}
const signIn = async () => {
  await world.popup.fill('User name', world.pool.users.ada.signInName)
  await world.popup.fill('Password', world.pool.users.ada.password)
  await world.popup.click('Sign in')
  await world.shows('Sign out')
}

describe('a policy file of Firefox’s decides', () => {
  beforeAll(async () => {
    world = await World.open(firefox)
  })
  afterAll(() => world.close())

  test('which user pools are set up, and which sites have the session after the person’s one click', async () => {
    await decided({
      profiles: [pool()],
      allowedSites: [{ origin: world.sites.one, claims: ['sub'], accessToken: true }],
      staySignedIn: 'forbidden',
    })
    await world.shows('Managed by your organisation')
    await world.shows('Corp')
    await signIn()
    expect(await world.ask('setStaySignedIn', { on: true })).toMatchObject({
      ok: false,
      error: { code: 'forbiddenByPolicy' },
    })
    const page = await world.driver.visit(world.sites.one)
    const connected = world.connect(page)
    const popup = await world.driver.toolbar(page)
    await world.shows('Your organisation allows this site', popup)
    await popup.click('Connect this site')
    await connected
    const { sub } = world.pool.users.ada
    expect(await world.sessionOn(page)).toMatchObject({ state: 'signedIn', claims: { sub } })
    expect(await world.stored('local')).not.toContain('grant:')
    const other = await world.driver.visit(world.sites.two)
    const card = await world.driver.toolbar(other)
    await world.shows('Allow this site', card)
  })

  test('and what it gave goes with it, bridge and host permission too', async () => {
    await decided({ signInMethods: ['managedLogin'] })
    const hosts = `browser.permissions.getAll().then(({ origins }) => JSON.stringify(origins))`
    const scripts = `browser.scripting.getRegisteredContentScripts().then(JSON.stringify)`
    await until('the host to be given back', async () => (await world.popup.evaluate(hosts)) === '[]')
    await until('the bridge to go', async () => (await world.popup.evaluate(scripts)) === '[]')
    await world.ask('saveProfile', pool())
    const { poolId, clientId } = pool()
    const who = { username: world.pool.users.ada.signInName, password: world.pool.users.ada.password }
    expect(await world.ask('signIn', { profile: `${poolId}/${clientId}`, ...who })).toMatchObject({
      ok: false,
      error: { code: 'forbiddenByPolicy' },
    })
  })
})
