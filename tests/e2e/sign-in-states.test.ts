import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  expectDrawnWell,
  look as lookAt,
  lookedAt,
  openStage,
  type StageBrowser,
} from '../support/popup-stage/stage-browser.ts'
import { fill, screen } from '../support/sign-in-stage/screen.ts'
import { states } from '../support/sign-in-stage/states.ts'
import { spokenAs } from '../support/words/spoken-as.ts'

let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const english = spokenAs('en')

/** Opens the page in a state. */
function look(name: string, use: (page: Page) => Promise<void>): Promise<void> {
  return lookAt(stage, screen.path(name), screen, async (page) => {
    await screen.arrive(page, name, english)
    await use(page)
  })
}

test.each(lookedAt(states))(
  'the sign-in page, %s: axe finds nothing, light, dark or in forced colours, and nothing scrolls sideways',
  (name) => look(name, (page) => expectDrawnWell(page, screen.viewport.width)),
)

test.each([
  ['no-pool', 1],
  ['no-pool-managed', 0],
])('%s: whoever has none is asked to set one up only where the operator does not: %s', (name, links) =>
  look(name, async (page) => {
    expect(await page.getByRole('link').count()).toBe(links)
    expect(await page.getByText('Ask whoever manages this browser').count()).toBe(1 - links)
  }),
)

describe('what the operator does not allow is not there, and the page says why', () => {
  const shown = async (page: Page) => ({
    typed: await page.getByLabel('User name').count(),
    password: await page.getByRole('textbox', { name: 'Password' }).count(),
    forgot: await page.getByRole('button', { name: 'Forgot your password?' }).count(),
    others: await page.getByRole('group').getByRole('button').allTextContents(),
    logins: await page.locator('.logins a').count(),
  })
  const nothing = { typed: 0, password: 0, forgot: 0, others: [], logins: 0 }
  const withPassword = { typed: 1, password: 1, forgot: 1 }

  test.each([
    ['policy-managed-login-alone', { ...nothing, logins: 4 }, 'own pages alone'],
    ['policy-managed-login-nowhere', nothing, 'own pages alone'],
    ['policy-no-password', { ...nothing, typed: 1, logins: 1 }, 'passwords and codes off'],
    ['policy-passkey-alone', { ...nothing, typed: 1 }, 'switched passwords and codes and'],
    [
      'policy-password-alone',
      { ...withPassword, logins: 0, others: ['Code…', 'The pool’s own questions…'] },
      'passkeys off',
    ],
    ['policy-nothing', nothing, 'switched signing in off'],
  ])('%s', (name, expected, word) =>
    look(name, async (page) => {
      await page.getByText(word).waitFor()
      const details = page.locator('details.advanced')
      if ((await details.count()) > 0) await details.evaluate((element) => element.setAttribute('open', ''))
      expect(await shown(page)).toEqual(expected)
    }),
  )

  test.each([
    ['policy-choice-without-passkey', ['Password', 'E-mail', 'Text message']],
    ['policy-choice-without-password', ['Passkey']],
    ['policy-choice-nothing-left', []],
  ])('%s', (name, expected) =>
    look(name, async (page) => {
      await page.getByText('Whoever manages this browser').waitFor()
      expect(await page.locator('.options strong').allTextContents()).toEqual(expected)
    }),
  )
})

describe('what a user pool is set up with', () => {
  const asked = (page: Page) =>
    page.evaluate(() => {
      const questions: { method: string; params: object }[] = Reflect.get(globalThis, 'asked')
      return questions.filter(({ method }) => method === 'signIn').map(({ params }) => params)
    })

  test('gives each identity provider a button that leads to it', () =>
    look('identity-providers', async (page) => {
      const links = page.locator('.logins a')
      expect(await links.allTextContents()).toEqual([
        'Sign in with acme.auth.eu-west-1.amazoncognito.com',
        'Continue with Google',
        'Continue with Apple',
        'Continue with Acme SSO',
      ])
      const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
      const providers = addresses.map((address) => new URL(address, 'http://x').searchParams.get('provider'))
      expect(providers).toEqual([null, 'Google', 'SignInWithApple', 'Acme SSO'])
    }))

  test('of several, the one that was chosen is offered first', () =>
    look('another-pool-first', async (page) => {
      const pool = page.getByLabel('User pool')
      expect(await pool.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text)).toBe(
        'Acme Customers (test)',
      )
    }))

  test('a code that is sent first wants a user name alone; the password is one click away', () =>
    look('first-a-code', async (page) => {
      expect(await page.getByRole('textbox', { name: 'Password' }).count()).toBe(0)
      await page.getByRole('button', { name: 'Your password…' }).click()
      await page.getByLabel('User name').fill('ada')
      await page.getByRole('textbox', { name: 'Password' }).fill('Correct-horse-1')
      await page.keyboard.press('Enter')
      expect(await asked(page)).toMatchObject([{ way: 'password', password: 'Correct-horse-1' }])
    }))

  test('a code that is sent first is asked for by the key Enter', () =>
    look('first-a-code', async (page) => {
      await fill(page, english, { 'User name': 'ada' })
      expect(await asked(page)).toEqual([{ profile: expect.any(String), username: 'ada', way: 'choice' }])
    }))

  test('a password that goes to the pool as it is, is said so where it is typed', () =>
    look('plain-password', async (page) => {
      await page.getByText('gets your password as it is').waitFor()
    }))
})
