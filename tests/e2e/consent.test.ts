import type { Page } from 'playwright'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sessionOn } from '../../demo/tour/shown.ts'
import { badgeText, consentWindow, consentWindows } from '../support/consent-window.ts'
import { SharedWorld } from '../support/shared-world.ts'
import { until } from '../support/until.ts'

let world: SharedWorld

beforeEach(async () => {
  world = await SharedWorld.open()
})
afterEach(() => world.close())

const state = async (page: Page) => (await page.locator('#state').textContent()) ?? ''
const says = (page: Page, text: string) =>
  until(`“${text}” on the page`, async () => (await state(page)).includes(text))

/** Opens a demo site and clicks its “Connect”. */
async function connect(address: string): Promise<Page> {
  const site = await world.visit(address)
  await says(site, 'Waiting')
  await site.getByRole('button', { name: 'Connect' }).click()
  return site
}

describe('a page that asks', () => {
  test('gets the session without a reload once the person allows it', async () => {
    await world.signIn()
    const site = await connect(world.sites.siteA)
    const asking = await consentWindow(world.extension)
    await asking.getByText(world.sites.siteA).waitFor()
    await asking.getByText('To greet you by your name.').waitFor()
    await asking.getByRole('button', { name: 'Allow' }).click()
    const shown = await sessionOn(site, 'the session on the page', ({ state }) => state === 'signedIn')
    expect(shown.claims).toMatchObject({ sub: world.pool.users.ada.sub })
    expect(JSON.stringify(shown)).not.toMatch(/eyJ[\w-]+\.eyJ/)
    await until('the window to close', () => consentWindows(world.extension).length === 0)
    expect(await badgeText(world.extension)).toBe('')
  })
})
