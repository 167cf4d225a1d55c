import type { Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sessionOn } from '../../demo/tour/shown.ts'
import { badgeText, consentWindow, consentWindows } from '../support/consent-window.ts'
import { heldHosts } from '../support/host-permission.ts'
import { SharedWorld } from '../support/shared-world.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'
import { stopWorker, workerRuns } from '../support/worker.ts'

let world: SharedWorld

beforeAll(async () => {
  world = await SharedWorld.open()
  await world.signIn()
})
afterAll(() => world.close())

/** Ends what a test left behind: its grants, its questions, its refusals, its pages. */
afterEach(async () => {
  const { inside, context, id } = world.extension
  for (const page of context.pages()) if (page !== inside && !isPopup(page, id)) await page.close()
  await until('no question', async () => (await recordsOf('asking:')).length === 0)
  const popup = context.pages().find((page) => isPopup(page, id))
  for (const key of await recordsOf('grant:')) {
    await popup?.evaluate((origin) => {
      const world: object = globalThis
      const chrome: Asker = Reflect.get(world, 'chrome')
      return chrome.runtime.sendMessage({ v: 1, id: 'r', method: 'revokeSite', params: { origin } })
    }, key.slice('grant:'.length).split(' ')[0])
  }
  await inside.evaluate(
    async (keys) => {
      const world: object = globalThis
      const chrome: Asker = Reflect.get(world, 'chrome')
      await chrome.storage.session.remove(keys)
    },
    await recordsOf('refusals:'),
  )
})

interface Asker {
  runtime: { sendMessage(message: object): Promise<unknown> }
  storage: { session: { remove(keys: string[]): Promise<void> } }
}

const isPopup = (page: Page, id: string) => page.url().startsWith(`chrome-extension://${id}/src/popup/`)

async function recordsOf(prefix: string): Promise<string[]> {
  const all = { ...(await stored(world.extension, 'session')), ...(await stored(world.extension, 'local')) }
  return Object.keys(all).filter((key) => key.startsWith(prefix))
}

const says = (page: Page, text: string) =>
  until(`“${text}” on the page`, async () =>
    ((await page.locator('#state').textContent()) ?? '').includes(text),
  )
const noWindow = () => until('the window to close', () => consentWindows(world.extension).length === 0)
const allow = async (asking: Page) => asking.locator('button.primary[aria-disabled=false]').click()
const refuse = async (asking: Page) => asking.getByRole('button', { name: 'Refuse' }).click()

/** Asks by hand, under an id of its own each time. */
const ask = (site: Page, id: string) =>
  site.evaluate(
    ([extension, id]) => {
      const world: object = globalThis
      const chrome: Speaker = Reflect.get(world, 'chrome')
      const params = { want: { claims: ['email'] } }
      return chrome.runtime.sendMessage(extension, { v: 1, id, method: 'connect', params })
    },
    [world.extension.id, id] as const,
  )

interface Speaker {
  runtime: { sendMessage(extension: string, message: object): Promise<unknown> }
}

/** Opens a demo site. It asks silently at first, and waits. */
async function visit(address: string): Promise<Page> {
  const site = await world.visit(address)
  await says(site, 'Waiting')
  return site
}
const connect = (site: Page) => site.getByRole('button', { name: 'Connect' }).click()

describe('a page that asks', () => {
  test('gets the session without a reload once the person allows it, and no more than it asked for', async () => {
    const site = await visit(world.sites.siteA)
    expect(consentWindows(world.extension)).toEqual([])
    await connect(site)
    const asking = await consentWindow(world.extension)
    const { host } = new URL(world.sites.siteA)
    await asking
      .getByText(host.split(':')[0] ?? '')
      .first()
      .waitFor()
    await asking.getByText('To greet you by your name.').waitFor()
    expect(await badgeText(world.extension)).toBe('1')
    await asking.screenshot({ path: 'test-results/screenshots/consent-in-chromium.png' })
    await allow(asking)
    const shown = await sessionOn(site, 'the session on the page', ({ state }) => state === 'signedIn')
    expect(shown.claims).toMatchObject({ sub: world.pool.users.ada.sub })
    expect(JSON.stringify(await world.ask(site))).not.toMatch(/eyJ[\w-]+\.eyJ/)
    await noWindow()
    expect(await badgeText(world.extension)).toBe('')
  })

  test('is told that the person refused, or closed the window', async () => {
    const site = await visit(world.sites.siteA)
    await connect(site)
    await refuse(await consentWindow(world.extension))
    await says(site, 'rejected')
    await noWindow()
    await site.reload()
    await says(site, 'Waiting')
    await connect(site)
    await (await consentWindow(world.extension)).close()
    await says(site, 'rejected')
    expect(await world.ask(site)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
    expect(await badgeText(world.extension)).toBe('')
  })

  test('waits while another site is asked about, and both are counted', async () => {
    const siteA = await visit(world.sites.siteA)
    const siteB = await visit(world.sites.siteB)
    await connect(siteA)
    const asking = await consentWindow(world.extension)
    await asking.getByText('To greet you by your name.').waitFor()
    await connect(siteB)
    await asking.getByText('1 more site waits').waitFor()
    expect(consentWindows(world.extension)).toHaveLength(1)
    expect(await badgeText(world.extension)).toBe('2')
    await refuse(asking)
    await says(siteA, 'rejected')
    await asking.getByText('To order in your name.').waitFor()
    expect(await badgeText(world.extension)).toBe('1')
    await allow(asking)
    await sessionOn(siteB, 'a token on site B', ({ accessToken }) => accessToken !== undefined)
    await noWindow()
  })

  test('and is refused three times has to wait', async () => {
    const site = await visit(world.sites.siteA)
    for (let times = 0; times < 3; times += 1) {
      const asked = ask(site, `question-${times}`)
      await refuse(await consentWindow(world.extension))
      expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
      await noWindow()
    }
    expect(await ask(site, 'question-3')).toMatchObject({ ok: false, error: { code: 'throttled' } })
    await stopWorker(world.extension)
    await connect(site)
    await says(site, 'throttled')
    expect(consentWindows(world.extension)).toEqual([])
  })

  test('gets its answer though the worker stopped while the person decided', async () => {
    const site = await visit(world.sites.siteA)
    await connect(site)
    const asking = await consentWindow(world.extension)
    await stopWorker(world.extension)
    await allow(asking)
    await sessionOn(site, 'the session on the page', ({ state }) => state === 'signedIn')
    await noWindow()
    expect(await badgeText(world.extension)).toBe('')
  })

  test('and closes itself takes its question along', async () => {
    const site = await visit(world.sites.siteA)
    await connect(site)
    await consentWindow(world.extension)
    await site.close()
    await noWindow()
  })

  test('is asked about by the page in front of it, signed out, and offered to sign in', async () => {
    const fresh = await SharedWorld.open()
    try {
      const site = await fresh.visit(fresh.sites.siteA)
      await until('the button', async () => (await site.locator('#connect').count()) === 1)
      await connect(site)
      const asking = await consentWindow(fresh.extension)
      await asking.getByText('You are not signed in').waitFor()
      await asking.getByRole('button', { name: 'Sign in…' }).click()
      await until('the sign-in page', () =>
        fresh.extension.context.pages().some((page) => page.url().includes('/src/sign-in/')),
      )
      await fresh.signIn()
      await allow(asking)
      await sessionOn(site, 'the session on the page', ({ state }) => state === 'signedIn')
    } finally {
      await fresh.close()
    }
  })
})

describe('a site that has something and asks for more', () => {
  const askMore = (site: Page, id: string) =>
    site.evaluate(
      ([extension, id]) => {
        const world: object = globalThis
        const chrome: Speaker = Reflect.get(world, 'chrome')
        const params = { want: { accessToken: true } }
        return chrome.runtime.sendMessage(extension, { v: 1, id, method: 'connect', params })
      },
      [world.extension.id, id] as const,
    )

  test('keeps what it has where that is refused, and gets more where it is allowed', async () => {
    const site = await visit(world.sites.siteA)
    await connect(site)
    await allow(await consentWindow(world.extension))
    await sessionOn(site, 'the session on the page', ({ state }) => state === 'signedIn')
    await noWindow()
    const asked = askMore(site, 'more')
    const asking = await consentWindow(world.extension)
    await asking.getByText('It has 4 claims already').waitFor()
    await asking.screenshot({ path: 'test-results/screenshots/consent-more-in-chromium.png' })
    await refuse(asking)
    expect(await asked).toMatchObject({ ok: false, error: { code: 'rejected' } })
    const kept = await world.ask(site)
    expect(kept).toMatchObject({ ok: true, value: { claims: { sub: world.pool.users.ada.sub } } })
    expect(JSON.stringify(kept)).not.toMatch(/eyJ/)
    await noWindow()
    const again = askMore(site, 'more, again')
    await allow(await consentWindow(world.extension))
    expect(await again).toMatchObject({ ok: true, value: { gives: { accessToken: true } } })
    expect(await world.ask(site)).toMatchObject({ value: { accessToken: expect.stringMatching(/^eyJ/) } })
  })
})

describe('a grant for this tab', () => {
  async function allowInTab(): Promise<Page> {
    const site = await visit(world.sites.siteA)
    await connect(site)
    const asking = await consentWindow(world.extension)
    await asking.getByLabel('Until').selectOption('tab')
    await allow(asking)
    await sessionOn(site, 'the session on the page', ({ state }) => state === 'signedIn')
    return site
  }
  const isOver = () => until('the end of the grant', async () => (await recordsOf('grant:')).length === 0)

  test('stays while the page is read anew, and is not another tab’s', async () => {
    const site = await allowInTab()
    await site.reload()
    await sessionOn(site, 'the session, read anew', ({ state }) => state === 'signedIn')
    const other = await world.visit(`${world.sites.siteA}/plain.html`)
    expect(await world.ask(other)).toMatchObject({ ok: false, error: { code: 'notAllowed' } })
  })

  test('stands beside one for another tab; each ends with its own', async () => {
    const first = await allowInTab()
    const second = await allowInTab()
    expect((await recordsOf('grant:')).length).toBe(2)
    await first.close()
    await until('the end of the first', async () => (await recordsOf('grant:')).length === 1)
    expect(await world.ask(second)).toMatchObject({ ok: true, value: { state: 'signedIn' } })
    await second.close()
    await isOver()
  })

  test.each([
    ['closes', (site: Page) => site.close()],
    ['goes to another site', (site: Page) => site.goto(`${world.sites.siteB}/plain.html`)],
  ])('is over when the tab %s, and the host is given back', async (_, leave) => {
    const site = await allowInTab()
    await leave(site)
    await isOver()
    await until('the host to be given back', async () => (await heldHosts(world.extension)).length === 0)
  })

  test('has the worker woken by tabs, which else wake it not', async () => {
    const site = await allowInTab()
    await stopWorker(world.extension)
    await site.goto('about:blank')
    await isOver()
    await stopWorker(world.extension)
    await site.goto('about:blank#again')
    const other = await world.extension.context.newPage()
    await other.goto('about:blank')
    await other.close()
    expect(await workerRuns(world.extension)).toBe(false)
  })
})
