import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SharedWorld } from '../support/shared-world.ts'
import { until } from '../support/until.ts'

let world: SharedWorld
let popup: Page
let options: Page

beforeAll(async () => {
  world = await SharedWorld.open()
  popup = await world.signIn()
  options = await world.visit(`chrome-extension://${world.extension.id}/src/options/index.html#claims`)
})
afterAll(() => world.close())

const row = (page: Page, name: string) =>
  page.locator('.compared tbody tr', { hasText: new RegExp(`^${name}\\s`) })

test('what the last refresh changed is shown on every page once it happened, and not before', async () => {
  for (const page of [options, popup]) {
    await page.bringToFront()
    await page.getByRole('tab', { name: 'Compare' }).click()
    await page.getByRole('button', { name: 'ID: changes' }).click()
    await page.getByText('No refresh has happened here yet.').waitFor()
  }
  await popup.getByRole('button', { name: 'Refresh now' }).click()
  for (const page of [popup, options]) {
    await page.bringToFront()
    await row(page, 'jti').waitFor()
    expect(await row(page, 'jti').getAttribute('class')).toBe('different')
    expect(await row(page, 'sub').getAttribute('class')).toBe('same')
    const [before, now] = await row(page, 'jti').getByRole('cell').allTextContents()
    expect(before).not.toBe(now)
  }
})

test('a token is copied whole after the warning, and can be read again where it is pasted', async () => {
  await options.bringToFront()
  await options.getByRole('tab', { name: 'Access token' }).click()
  await options.getByRole('button', { name: 'Copy the access token…' }).click()
  await options.getByText('Whoever has this token can act as you').waitFor()
  await options.getByRole('button', { name: 'Copy it all the same' }).click()
  await options.getByText('The access token was copied.').waitFor()
  await options.getByLabel('Paste it here').focus()
  await options.keyboard.press('ControlOrMeta+V')
  const pasted = options.getByRole('table', { name: 'claims of the pasted token' })
  await pasted.getByRole('row', { name: 'token_use' }).getByText('access').waitFor()
  expect(await options.getByLabel('Paste it here').inputValue()).toMatch(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/)
})

test('a token is not asked for before the person says yes, nor by a click that a script made', async () => {
  await popup.bringToFront()
  await popup.getByRole('tab', { name: 'ID token' }).click()
  const opener = popup.getByRole('button', { name: 'Copy the ID token…' })
  await opener.evaluate((button: HTMLButtonElement) => button.click())
  expect(await opener.getAttribute('aria-expanded')).toBe('false')
  await opener.click()
  await popup.getByRole('group', { name: 'Copy the ID token…' }).waitFor()
  await popup.locator('.warning:focus').waitFor()
  await popup.getByRole('button', { name: 'Cancel' }).click()
  await until('the focus back', () => opener.evaluate((button) => button === document.activeElement))
  expect(await popup.locator('.warning').count()).toBe(0)
})

test('the popup copies a claim by the keyboard alone', async () => {
  await popup.bringToFront()
  await popup.getByRole('tab', { name: 'ID token' }).click()
  await popup.getByRole('searchbox').fill('email_verified')
  await popup.getByRole('searchbox').focus()
  for (let stop = 0; stop < 2; stop += 1) await popup.keyboard.press('Tab')
  await popup.keyboard.press('Enter')
  await popup.getByText('The value of email_verified was copied.').waitFor()
})
