import { afterEach, beforeEach, expect, test } from 'vitest'
import { hostPattern, originOf } from '../../src/contract/identity.ts'
import { grantHost } from '../support/host-permission.ts'
import { FOCUSED, tabTo, type Focused, type Keyboard } from '../support/keyboard.ts'
import { openPopup } from '../support/popup.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { until } from '../support/until.ts'

let world: QuickWorld

beforeEach(async () => {
  world = await QuickWorld.open({ build: 'chrome' })
  const { poolId, clients, url } = world.pool
  await world.ask('saveProfile', { name: 'Local', poolId, clientId: clients.web.id, endpoint: url })
})
afterEach(() => world.close())

/** The real popup under the toolbar icon, over a site whose host the browser gives at once. */
async function popupOver(site: string) {
  const origin = originOf(site)
  if (origin === undefined) throw new Error(`${site} is no site.`)
  await grantHost(world.extension, hostPattern(origin))
  const popup = await openPopup(world.extension, await world.visit(site))
  const keyboard: Keyboard = {
    press: (key) => popup.press(key),
    focused: async () => (await popup.evaluate(FOCUSED)) as Focused,
  }
  const focus = (name: string) => tabTo(keyboard, name)
  /** After something was done, the focus is somewhere: the next Tab goes on from there. */
  const kept = () => until('the focus not to be lost', async () => (await keyboard.focused()).name !== '')
  return { popup, focus, kept }
}

test('by keyboard alone, in the popup: signs in, searches a claim, copies it, allows a site, takes it back, signs out', async () => {
  const { popup, focus, kept } = await popupOver(world.sites.one)
  const { ada } = world.pool.users

  await focus('User name')
  await popup.insert(ada.signInName)
  await focus('Password')
  await popup.insert(ada.password)
  await popup.press('Enter')
  await popup.waitForText('Refresh now')
  await kept()

  await focus('Allow this site')
  await popup.press('Enter')
  await popup.waitForText('Take back')
  await kept()

  await focus('Search claims')
  await popup.insert('token_use')
  await popup.waitForText('1 of ')

  await focus('Copy value of token_use')
  await popup.press('Enter')
  await popup.waitForText('The value of token_use was copied.')
  await kept()

  await focus('Take back')
  await popup.press('Space')
  await popup.waitForText('Allow this site')
  await kept()

  await focus('Sign out')
  await popup.press('Enter')
  await popup.waitForText('Password')
  await kept()
  await focus('User name')
  await popup.press('Paste')
  expect(await popup.evaluate('document.activeElement.value')).toBe('id')
  const issued = () => world.pool.issueHistory()
  await until('the revocation', () => issued().length > 0 && issued().every(({ revoked }) => revoked))
})

test('by keyboard alone, on the options page: copies a claim, takes a site back', async () => {
  const account = await world.signIn()
  await world.allow(world.sites.one, account)
  const { context, id } = world.extension
  const page = await context.newPage()
  await page.goto(`chrome-extension://${id}/src/options/index.html#pools`)
  const keyboard: Keyboard = {
    press: (key) => page.keyboard.press(key),
    focused: () => page.evaluate<Focused>(FOCUSED),
  }

  /** The focus arrives in a section once it is drawn: a Tab before that would be undone. */
  const goTo = async (section: string) => {
    await tabTo(keyboard, section)
    await page.keyboard.press('Enter')
    await page.locator(`main[aria-label="${section}"]:focus`).waitFor()
  }

  await goTo('Claims')
  await tabTo(keyboard, 'Copy value of sub')
  await page.keyboard.press('Enter')
  await page.getByText('The value of sub was copied.').waitFor()
  await tabTo(keyboard, 'Paste it here')
  await page.keyboard.press('Control+V')
  expect(await page.getByLabel('Paste it here').inputValue()).toBe(world.pool.users.ada.sub)

  await goTo('Sites')
  await tabTo(keyboard, 'Take back what')
  await page.keyboard.press('Enter')
  await page.getByText('has nothing any more').waitFor()
  await until('the focus in the section', async () => (await keyboard.focused()).name === 'Sites')
})
