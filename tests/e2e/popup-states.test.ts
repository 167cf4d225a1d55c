import { afterAll, beforeAll, expect, test } from 'vitest'
import { popupPage } from '../support/popup-stage/build-stage.ts'
import {
  expectDrawnWell,
  look,
  lookedAt,
  openStage,
  shootFirst,
  type StageBrowser,
} from '../support/popup-stage/stage-browser.ts'
import { screen } from '../support/popup-stage/screen.ts'
import { states } from '../support/popup-stage/states.ts'
import { spokenAs } from '../support/words/spoken-as.ts'

let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const { viewport } = screen
const english = spokenAs('en')

test.each(lookedAt(states))(
  'the popup, %s: axe finds nothing, light, dark or in forced colours, and nothing scrolls sideways',
  (name) =>
    look(stage, `${popupPage}?state=${name}`, { viewport }, async (page) => {
      await screen.arrive(page, name, english)
      if (name === 'signed-in') await shootFirst(page, `popup-${name}`)
      await expectDrawnWell(page, screen.viewport.width)
    }),
)

test.each([
  ['signed-out-managed-login', true, 1],
  ['signed-out-managed-login-alone', false, 1],
  ['signed-out-passkeys-alone', false, 0],
  ['signed-out-nothing-allowed', false, 0],
])('%s: a password is asked for only where the operator allows one: %s', (name, typed, logins) =>
  look(stage, `${popupPage}?state=${name}`, { viewport }, async (page) => {
    expect(await page.getByRole('textbox').count()).toBe(typed ? 2 : 0)
    expect(await page.getByText('Whoever manages this browser').count()).toBe(typed ? 0 : 1)
    expect(await page.getByRole('button', { name: /^Sign in with/ }).count()).toBe(logins)
  }),
)

test.each([
  ['managed-site', 'The session of Ada Lovelace'],
  ['managed-site-of-another-pool', 'The session of grace'],
  ['managed-site-of-nobody', 'Nobody is signed in to the user pool that it is for.'],
])('%s: a site of the organisation has the session of whom it is for: %s', (name, sentence) =>
  look(stage, `${popupPage}?state=${name}`, { viewport }, (page) => page.getByText(sentence).waitFor()),
)

test('what is told is the error of what was asked last', () =>
  look(stage, screen.path('sign-out-failed'), { viewport }, async (page) => {
    await screen.arrive(page, 'sign-out-failed', english)
    await page.locator('.session .error code', { hasText: 'noAnswer' }).waitFor({ state: 'attached' })
    expect(await page.locator('.error').count()).toBe(1)
  }))

test('who copied a token is told until when it lives', () =>
  look(stage, screen.path('claims-copied-token'), { viewport }, async (page) => {
    await screen.arrive(page, 'claims-copied-token', english)
    await page.getByText(/^The ID token was copied\. It holds until .*11:08/).waitFor()
  }))

test('of several user pools, the one that was chosen is offered first', () =>
  look(stage, `${popupPage}?state=signed-out-another-pool-first`, { viewport }, async (page) => {
    const pool = page.getByLabel('User pool')
    expect(await pool.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text)).toBe(
      'Acme Customers (test)',
    )
  }))

test('who is signed in is one Tab and Enter away from their passkeys and the remembered browser', () =>
  look(stage, `${popupPage}?state=signed-in`, { viewport }, async (page) => {
    await page.getByLabel('Stay signed in').focus()
    await page.keyboard.press('Tab')
    const focused = page.locator('a:focus')
    expect(await focused.textContent()).toContain('Passkeys')
    const address = new URL((await focused.getAttribute('href')) ?? '', 'http://x')
    expect(address.searchParams.get('account')).toBe(states['signed-in']?.stored.views?.[0]?.account)
  }))

test('a popup that is written from right to left is turned round', () =>
  look(stage, `${popupPage}?state=signed-in&lang=rtl`, { viewport }, async (page) => {
    const ring = await page.locator('.ring').boundingBox()
    const name = await page.locator('#who').boundingBox()
    expect(ring?.x).toBeGreaterThan(name?.x ?? Number.NaN)
  }))

test('the name of a claim is read from left to right, however the page is written', () =>
  look(stage, `${popupPage}?state=signed-in&lang=rtl`, { viewport }, async (page) => {
    const name = page.locator('.claims th', { hasText: 'cognito:username' })
    const lefts = await name.evaluate((cell) => {
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      const found: number[] = []
      for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
        const range = document.createRange()
        range.selectNodeContents(text)
        found.push(range.getBoundingClientRect().left)
      }
      return found
    })
    expect(lefts).toHaveLength(2)
    expect(lefts).toEqual(lefts.toSorted((one, other) => one - other))
  }))
