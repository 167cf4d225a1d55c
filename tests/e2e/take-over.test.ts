import type { Page } from 'playwright'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asOldLibrary } from '../support/background/site-library.ts'
import { openPopup } from '../support/popup.ts'
import { SharedWorld } from '../support/shared-world.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'

let world: SharedWorld
let site: Page

/** Ada is signed in, and one site is allowed. */
beforeEach(async () => {
  world = await SharedWorld.open()
  await world.signIn()
  site = await world.visit(world.sites.siteA)
  await world.allow(site)
})
afterEach(() => world.close())

/** Grace is signed in there by the site's own library. */
async function graceIsThere(): Promise<void> {
  const items = await asOldLibrary(world.pool, 'web', 'grace')
  await site.evaluate((items) => {
    for (const [key, value] of Object.entries(items)) localStorage.setItem(key, value)
  }, items)
}

const kept = () =>
  site.evaluate(() => Object.keys(localStorage).filter((key) => /Token|LastAuthUser/.test(key)))

describe('the session that a site’s own library keeps', () => {
  test('is shown in the popup, taken over by a click, and gone from the site', async () => {
    await graceIsThere()
    const popup = await openPopup(world.extension, site)
    await popup.click('button', 'Use this site’s sign-in…')
    await popup.waitForText('grace@example.com')
    expect(await kept()).toHaveLength(4)
    await popup.click('button', 'Take it over')
    await until('the site to lose its copy', async () => (await kept()).length === 0)
    await popup.waitForText('Grace')
    await popup.close()
    const views = Object.entries(await stored(world.extension, 'session')).filter(([key]) =>
      key.startsWith('view:'),
    )
    expect(views.map(([, view]) => view)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ state: 'signedIn', username: world.pool.users.grace.username }),
      ]),
    )
  })

  test('is read as it is stored, though the page has patched what it can', async () => {
    await graceIsThere()
    await site.evaluate(() => {
      Storage.prototype.getItem = () => 'planted'
      Storage.prototype.removeItem = () => undefined
      Object.keys = () => []
    })
    const popup = await openPopup(world.extension, site)
    await popup.click('button', 'Use this site’s sign-in…')
    await popup.waitForText('grace@example.com')
    await popup.click('button', 'Take it over')
    const left = async () => {
      const fresh = await world.visit(world.sites.siteA)
      const keys = await fresh.evaluate(() => Object.keys(localStorage).filter((key) => /Token/.test(key)))
      await fresh.close()
      return keys
    }
    await until('the site to lose its copy', async () => (await left()).length === 0)
  })

  test('that is none is said to be none, and leaves nothing', async () => {
    const popup = await openPopup(world.extension, site)
    await popup.click('button', 'Use this site’s sign-in…')
    await popup.waitForText('This site keeps no sign-in')
    await popup.click('button', 'Close')
    await popup.close()
  })
})
