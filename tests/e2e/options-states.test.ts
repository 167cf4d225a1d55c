import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPoolsFile } from '../../src/options/pools/pools-file.ts'
import { sectionNames } from '../../src/options/section.ts'
import { screen } from '../support/options-stage/screen.ts'
import { states } from '../support/options-stage/states.ts'
import { otherProfile } from '../support/popup-stage/people.ts'
import { welcomePage } from '../support/popup-stage/build-stage.ts'
import {
  expectDrawnWell,
  look as lookAt,
  lookedAt,
  openStage,
  type StageBrowser,
} from '../support/popup-stage/stage-browser.ts'
import { spokenAs } from '../support/words/spoken-as.ts'

let stage: StageBrowser

beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const ORDER = ['differs', 'ID token alone', 'access token alone', 'the same']
const { viewport } = screen
const english = spokenAs('en')

/** Opens the page in a state, and does what leads there. */
function look(name: string, use: (page: Page) => Promise<void>): Promise<void> {
  return lookAt(stage, screen.path(name), screen, async (page) => {
    await screen.arrive(page, name, english)
    await use(page)
  })
}

test.each(lookedAt(states))(
  'the options page, %s: axe finds nothing, light, dark or in forced colours, and nothing scrolls sideways',
  (name) => look(name, (page) => expectDrawnWell(page, screen.viewport.width)),
)

test.each(['', 'Alt+Shift+C', '⌥⇧C'])(
  'the welcome page, with the key “%s”: axe finds nothing, light, dark or in forced colours, and nothing scrolls sideways',
  (key) =>
    lookAt(stage, `${welcomePage}?key=${encodeURIComponent(key)}`, { viewport }, async (page) => {
      expect(await page.locator('kbd').allTextContents()).toEqual(key === '' ? [] : [key])
      await expectDrawnWell(page, screen.viewport.width)
    }),
)

test('every section has a state to be looked at', () => {
  const shown = new Set(Object.values(states).map(({ section }) => section))
  expect([...shown].sort()).toEqual([...sectionNames].sort())
})

describe('the sections', () => {
  test('are links: the keyboard reaches them, and the focus and the title go along', () =>
    look('pools-none', async (page) => {
      const links = page.getByRole('navigation').getByRole('link')
      expect(await links.allTextContents()).toContain('About')
      await links.getByText('About').focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'About', level: 1 }).waitFor()
      await page.locator('main:focus').waitFor()
      expect(await page.title()).toBe('About · Cognito Shared Session')
      expect(await page.locator('[aria-current=page]').allTextContents()).toEqual(['About'])
      await page.goBack()
      await page.getByRole('heading', { name: 'Set up your user pool' }).waitFor()
    }))

  test('an address that names none shows the user pools', () =>
    look('about', async (page) => {
      await page.evaluate(() => void (location.hash = '#nothing-like-it'))
      await page.getByRole('heading', { name: 'Set up your user pool' }).waitFor()
    }))
})

describe('of several user pools', () => {
  test.each([
    ['pools-several', 'Acme Staff'],
    ['pools-several-chosen', 'Acme Customers (test)'],
  ])('the one that is offered first is said to be: %s', (name, first) =>
    look(name, async (page) => {
      const tagged = page.locator('main section.card', { has: page.getByText('offered first') })
      expect(await tagged.getByRole('heading').allTextContents()).toEqual([expect.stringContaining(first)])
      expect(await page.getByRole('button', { name: 'Offer it first' }).count()).toBe(1)
    }),
  )
})

describe('user pools in a file', () => {
  test('are saved, and can be read again', () =>
    look('pools-form', async (page) => {
      await page.getByRole('button', { name: 'Cancel' }).click()
      const downloading = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Save as a file' }).click()
      const saved = await readFile(await (await downloading).path(), 'utf8')
      expect(readPoolsFile(saved)).toMatchObject({ pools: [{ state: 'good', label: 'Acme Staff' }] })
    }))

  test('that cannot be stored keep no other from it, and can be tried again', () =>
    look('pools-file-some-added', async (page) => {
      await page.getByText('1 of 2 user pools are set up. These could not be stored:').waitFor()
      await page.locator('[role=alert].error').getByText('internal').waitFor({ state: 'attached' })
      expect(await page.locator('.filed li').allTextContents()).toEqual([
        expect.stringContaining('Acme Staff'),
      ])
      await page.getByRole('button', { name: 'Set up one user pool' }).click()
      const asked = await page.evaluate(() => {
        const questions: { params: { poolId: string } }[] = Reflect.get(globalThis, 'asked')
        return questions.map(({ params }) => params.poolId)
      })
      expect(asked).toEqual(['eu-west-1_aBcDeFgHi', 'us-east-1_ZyXwVuTsR', 'eu-west-1_aBcDeFgHi'])
    }))

  test('that are not taken leave the focus where they were', () =>
    look('pools-file', async (page) => {
      await page.getByRole('button', { name: 'Leave it' }).focus()
      await page.keyboard.press('Enter')
      await page.locator('h2#file:focus').waitFor()
    }))

  test('are shown with their hosts before any is taken, and each that is refused with why', () =>
    look('pools-file', async (page) => {
      expect(await page.locator('.filed:focus li').allTextContents()).toEqual([
        expect.stringMatching(/Acme Staff at .*amazonaws\.com and acme\.auth.* takes the place/),
        expect.stringMatching(/Customers U\+202Etxt at 127\.0\.0\.1:9230$/),
        expect.stringMatching(/<b>Nonsense<\/b> is refused\. A user pool id looks like/),
        expect.stringMatching(/once more is refused\. The same app client/),
      ])
      expect(await page.evaluate(() => Reflect.get(globalThis, 'asked'))).toEqual([])
    }))

  test('are set up by a click', () =>
    look('pools-file-added', async (page) => {
      await page.getByText('2 user pools from the file are set up.').waitFor()
      const asked = await page.evaluate(() => {
        const questions: { method: string; params: { poolId: string } }[] = Reflect.get(globalThis, 'asked')
        return questions.map(({ method, params }) => `${method} ${params.poolId}`)
      })
      expect(asked).toEqual(['saveProfile eu-west-1_aBcDeFgHi', 'saveProfile us-east-1_ZyXwVuTsR'])
    }))

  test('that are none are said to be none', () =>
    look('pools-file-another', async (page) => {
      await page.getByText('This is not a file of user pools that was saved here.').waitFor()
    }))
})

describe('the language', () => {
  const chosen = (page: Page) => page.locator('input[name=language]:checked').evaluate(labelled)
  const labelled = (radio: HTMLInputElement) => radio.labels?.[0]?.textContent.trim()
  const settled = (page: Page) => page.locator('fieldset:has([name=language])[aria-busy=false]').waitFor()

  test('that was chosen stays chosen until it is spoken', () =>
    look('settings', async (page) => {
      await page.getByText('Deutsch').click()
      await settled(page)
      expect(await chosen(page)).toBe('Deutsch')
    }))

  test('that cannot be kept is said to be, and what was chosen before is chosen again', () =>
    look('settings-language-not-kept', async (page) => {
      await page.locator('[role=alert].error').getByText('internal').waitFor({ state: 'attached' })
      await settled(page)
      expect(await chosen(page)).toMatch(/browser/)
    }))
})

describe('what is pasted about a user pool', () => {
  /** Until its user pool is asked. */
  const goOn = async (page: Page) => {
    await page.getByLabel('Paste').fill(`${otherProfile.poolId} ${otherProfile.clientId}`)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForFunction('globalThis.reach !== undefined')
  }

  test('waits for what the user pool says, however often it is gone on with', () =>
    look('pools-slow', async (page) => {
      await goOn(page)
      await page.locator('form button[aria-busy=true]').click({ force: true })
      await page.locator('form button[aria-busy=true]').click({ force: true })
      expect(await page.getByLabel('Name').count()).toBe(0)
      await page.evaluate('reach()')
      await page.getByLabel('Name').waitFor()
    }))

  test('takes nothing away from the user pool that is changed meanwhile', () =>
    look('pools-slow', async (page) => {
      await goOn(page)
      await page.getByRole('button', { name: 'Change', exact: true }).click()
      const title = await page.locator('main h1').textContent()
      await page.evaluate('reach()')
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))))
      expect(await page.locator('main h1').textContent()).toBe(title)
    }))
})

describe('what is typed about a user pool', () => {
  test('is still there after a look at another section', () =>
    look('pools-form', async (page) => {
      await page.getByLabel('Name').fill('Half a na')
      await page.getByRole('link', { name: 'About' }).click()
      await page.getByRole('heading', { name: 'About', level: 1 }).waitFor()
      await page.goBack()
      expect(await page.getByLabel('Name').inputValue()).toBe('Half a na')
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByRole('button', { name: 'Change', exact: true }).click()
      expect(await page.getByLabel('Name').inputValue()).toBe('Acme Staff')
    }))

  test('is left, and the focus is not lost', () =>
    look('pools-form', async (page) => {
      await page.getByRole('button', { name: 'Cancel' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Your user pools', level: 1 }).waitFor()
      await page.locator('h1:focus').waitFor()
    }))
})

describe('the sites', () => {
  const cards = (page: Page) => page.locator('main section.card:has(.origin)')

  test('are found by the name of the site and of the account', () =>
    look('sites', async (page) => {
      expect(await cards(page).count()).toBe(4)
      const search = page.getByRole('searchbox')
      await search.fill('ACME grace')
      expect(await cards(page).allTextContents()).toEqual([expect.stringContaining('billing.acme.example')])
      await page.getByText('1 of 4 sites').waitFor()
      await search.fill('nobody')
      expect(await cards(page).count()).toBe(0)
    }))

  test('one that has nothing any more is said aloud, and the focus is not lost', () =>
    look('sites-taken-back', async (page) => {
      await page.getByText('billing.acme.example has nothing any more.').waitFor()
      expect(await cards(page).count()).toBe(3)
      await page.locator('main h1:focus').waitFor()
    }))

  test('all that were searched for are taken back by one click more', () =>
    look('sites-all-taken-back', async (page) => {
      await page.getByText('4 sites have nothing any more.').waitFor()
      expect(await cards(page).count()).toBe(0)
      await page.getByText('No site has anything of yours.').waitFor()
    }))

  test('where the last one cannot be taken back, that is said, and can be tried again', () =>
    look('sites-all-but-one-taken-back', async (page) => {
      await page.locator('[role=alert].error').getByText('internal').waitFor({ state: 'attached' })
      expect(await cards(page).count()).toBe(1)
      await page.getByText('Take back what 1 site has?').waitFor()
      expect(await page.locator('button:focus').allTextContents()).toEqual(['Take back all'])
    }))

  test('of one app client are said to have the session of whoever is signed in there', () =>
    look('sites-of-the-organisation-elsewhere', async (page) => {
      expect(await page.locator('.whose').allTextContents()).toEqual([
        'The session of grace',
        'Nobody is signed in to the user pool that it is for.',
      ])
    }))

  test('the question whether to take all back is asked first, and can be answered with no', () =>
    look('sites-sure', async (page) => {
      await page.locator('.question:focus').waitFor()
      await page.getByRole('button', { name: 'Keep them' }).click()
      expect(await page.evaluate(() => Reflect.get(globalThis, 'asked'))).toEqual([])
      expect(await cards(page).count()).toBe(4)
    }))
})

describe('the activity', () => {
  const rows = (page: Page) => page.locator('.day > ol > li')
  const takeBack = (page: Page) =>
    rows(page).getByRole('button', { name: 'Take back what reports.acme.example' })

  test('stands day by day, the latest first, what repeats told once', () =>
    look('activity', async (page) => {
      const days = await page.locator('.day h2').allInnerTexts()
      expect(days).toEqual([
        expect.stringMatching(/^today Sat.*2026$/i),
        expect.stringMatching(/^yesterday Fri/i),
      ])
      expect(await rows(page).first().innerText()).toMatch(
        /^10:22 AM\s+reports.* got 3 claims.*\s+3 times\. First at 10:07 AM/,
      )
      expect(await rows(page).count()).toBe(15)
      await rows(page).first().getByText('b5b1c2c2-3f04-4d2e-93b5-6f1d8a7c9e10').waitFor()
    }))

  test('says why somebody was signed out', () =>
    look('activity', async (page) => {
      await page.getByRole('button', { name: 'Sign-ins' }).click()
      expect(await rows(page).allInnerTexts()).toEqual([
        expect.stringContaining('You signed in as Ada Lovelace (ada@acme.example).'),
        expect.stringMatching(/You were signed out\.\s+This sign-in was ended elsewhere/),
      ])
      await page.getByText('2 of 20 entries.').waitFor()
      await page.getByRole('button', { name: 'Show everything' }).click()
      expect(await rows(page).count()).toBe(15)
    }))

  test.each(['none', 'active'] as const)(
    'shows which kind is looked at, forced colours: %s',
    (forcedColors) =>
      look('activity', async (page) => {
        await page.emulateMedia({ forcedColors })
        const colours = () =>
          page
            .locator('.kinds button')
            .evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).color))
        const [all, signIns, ...others] = await colours()
        expect(new Set([signIns, ...others])).toEqual(new Set([signIns]))
        expect(all).not.toBe(signIns)
        await page.getByRole('button', { name: 'Sign-ins' }).click()
        expect(await colours()).toEqual([signIns, all, ...others])
      }),
  )

  test('says who got a token, by its id and by the site', () =>
    look('activity', async (page) => {
      const search = page.getByRole('searchbox')
      await search.fill('B5B1C2C2')
      expect(await rows(page).allInnerTexts()).toEqual([
        expect.stringContaining('reports.acme.example:8443 got'),
        expect.stringMatching(
          /You were given the ID token to copy\.\s+It holds until 11:08 AM, whoever has it\./,
        ),
      ])
      await search.fill('')
      await page.getByLabel('Site', { exact: true }).selectOption('billing.acme.example')
      expect(await rows(page).allInnerTexts()).toEqual([expect.stringContaining('You refused billing')])
    }))

  test('grows while it is looked at', () =>
    look('activity-none', async (page) => {
      await page.getByText('Nothing has happened yet.').waitFor()
      await page.evaluate(() => {
        const happens: (entry: object) => void = Reflect.get(globalThis, 'happens')
        happens({ kind: 'drawn', at: Date.now() })
      })
      await page.getByText('The claims were shown on a page.').waitFor()
    }))

  test('takes back by one click what a site has, keeps the focus in the row, and offers it no more', () =>
    look('activity-taken-back', async (page) => {
      await page.getByText('reports.acme.example:8443 has nothing any more.').waitFor()
      expect(await page.evaluate(() => Reflect.get(globalThis, 'asked'))).toEqual([
        { method: 'revokeSite', params: { origin: 'https://reports.acme.example:8443' } },
      ])
      expect(await takeBack(page).count()).toBe(0)
      expect(await page.locator('.day li:focus .happening').innerText()).toContain('got 3 claims')
    }))

  test('offers to take back only where the person can: not what an operator gave, nor what is gone', () =>
    look('activity-each-kind', async (page) => {
      const offered = rows(page).filter({ has: page.getByRole('button', { name: 'Take back' }) })
      expect(await offered.count()).toBeGreaterThan(3)
      expect(await offered.filter({ hasNotText: 'reports.acme.example' }).count()).toBe(0)
      await page.getByText('portal.acme.example got 3 claims').waitFor()
    }))

  test('of full size is drawn a part at a time', () =>
    look('activity-full', async (page) => {
      expect(await rows(page).count()).toBe(60)
      await page.getByRole('button', { name: /^Show more \([\d,]+ entries left\)$/ }).click()
      expect(await rows(page).count()).toBe(260)
      await page.getByRole('searchbox').fill('token-4798')
      expect(await rows(page).count()).toBe(1)
    }))

  test('is cleared after a question, and the page says so', () =>
    look('activity-cleared', async (page) => {
      await page.getByText('The record was cleared.').waitFor()
      await page.locator('main h1:focus').waitFor()
      await page.getByText('Nothing has happened yet.').waitFor()
    }))

  test('is kept by whoever thinks again', () =>
    look('activity-sure', async (page) => {
      await page.locator('.question:focus').waitFor()
      await page.getByRole('button', { name: 'Keep it' }).click()
      await page.locator('button:focus', { hasText: 'Clear…' }).waitFor()
      expect(await page.evaluate(() => Reflect.get(globalThis, 'asked'))).toEqual([])
    }))
})

describe('the claims', () => {
  test('are folded as JSON by the keyboard, and a search opens and marks where it finds something', () =>
    look('claims-json', async (page) => {
      await page.getByRole('tab', { name: 'ID token' }).click()
      const tree = page.getByRole('group', { name: 'Claims as JSON' })
      const plan = tree.locator('summary', { hasText: 'plan' })
      await plan.focus()
      await page.keyboard.press('Enter')
      expect(await plan.textContent()).toBe('"https://acme.example/plan": { 2 entries }')
      expect(await tree.getByText('"tier": "gold"').count()).toBe(0)
      await page.keyboard.press('Space')
      await tree.getByText('"tier": "gold"').waitFor()
      await page.getByLabel('Search claims of the ID token').fill('gold')
      expect(await tree.locator('.found').allTextContents()).toEqual(['"tier": "gold",'])
      expect(await tree.locator('details').count()).toBe(2)
    }))

  test('of two tokens stand beside each other, what differs first', () =>
    look('claims-compared', async (page) => {
      await page.locator('.compared .state').first().waitFor()
      const states = await page.locator('.compared .state').allTextContents()
      expect(states.slice(0, 2)).toEqual(['differs', 'differs'])
      expect(states).toEqual(states.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)))
      const row = page.getByRole('row', { name: 'token_use' })
      expect(await row.getByRole('cell').allTextContents()).toEqual(['id', 'access'])
    }))

  test('are copied, by value and as a program names them, and it is said aloud', () =>
    look('claims-id', async (page) => {
      await page.getByRole('button', { name: 'Copy value of email', exact: true }).click()
      await page.getByText('The value of email was copied.').waitFor()
      await page.getByRole('button', { name: 'Copy path of cognito:groups' }).click()
      await page.getByText('The path of cognito:groups was copied.').waitFor()
      expect(await page.evaluate(() => Reflect.get(globalThis, 'copied'))).toEqual([
        'ada@acme.example',
        'claims["cognito:groups"]',
      ])
    }))

  test('of a pasted token are read as it is typed, sent nowhere, and gone with a click', () =>
    look('claims-pasted-cut', async (page) => {
      await page.getByText('Its end is missing').waitFor()
      await page.getByRole('rowheader', { name: 'sub' }).waitFor()
      await page.getByRole('button', { name: 'Clear' }).click()
      expect(await page.getByLabel('Paste it here').inputValue()).toBe('')
      expect(await page.getByRole('rowheader').count()).toBe(0)
      expect(await page.evaluate(() => Reflect.get(globalThis, 'asked'))).toEqual([])
    }))
})

describe('the settings', () => {
  test('light or dark is chosen whatever the system says, and taken back', () =>
    look('settings', async (page) => {
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
      const light = await ground()
      await page.getByLabel('Dark').check()
      const dark = await ground()
      expect(dark).not.toBe(light)
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.getByLabel('Light').check()
      expect(await ground()).toBe(light)
      await page.getByLabel('As the system').check()
      expect(await ground()).toBe(dark)
    }))

  test('a notification that the browser was not told to allow is not promised', () =>
    look('settings-no-key-no-notifications', async (page) => {
      await page.getByText('The browser was not told to allow notifications.').waitFor()
      expect(await page.getByLabel('Notify me').isChecked()).toBe(false)
      await page.getByText('No key shows the claims').waitFor()
    }))
})

test('where the operator sets user pools up, nobody is asked to', () =>
  look('pools-none-managed', async (page) => {
    await page.getByText('Ask whoever manages this browser').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['No user pool yet'])
    expect(await page.getByText('Set up your user pool').count()).toBe(0)
  }))

describe('what the operator does not allow is not there, and the page says why', () => {
  test.each([
    ['pools-of-the-build', 1],
    ['pools-managed-login-alone', 1],
    ['pools-no-managed-login', 0],
    ['pools-nothing-allowed', 0],
  ])('%s', (name, signIns) =>
    look(name, async (page) => {
      expect(await page.getByRole('button', { name: 'Sign in', exact: true }).count()).toBe(signIns)
      const words = await page.getByText('Whoever manages this browser').count()
      expect(words).toBe(name === 'pools-of-the-build' ? 0 : 1)
    }),
  )

  test.each([
    ['pools-form', 5, 1],
    ['pools-form-no-passkey', 4, 1],
    ['pools-form-managed-login-alone', 1, 0],
  ])('in the form of a user pool, %s', (name, options, ticks) =>
    look(name, async (page) => {
      expect(await page.getByLabel('Sign in first with').locator('option').count()).toBe(options)
      expect(await page.getByLabel('Send the password as it is').count()).toBe(ticks)
    }),
  )
})
