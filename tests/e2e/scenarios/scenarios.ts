import { expect } from 'vitest'
import { until } from '../../support/until.ts'
import type { World } from './world.ts'

const TOKEN = /eyJ[\w-]+\.eyJ/
const asked = `api.runtime.sendMessage({ v: 1, id: 'script', method: 'getSession', params: {} })`

/** What holds in every browser, each in a world of its own. */
export const scenarios: Record<string, (world: World) => Promise<void>> = {
  'a person signs in by typing and reads the claims in the popup': async (world) => {
    await world.signIn()
    await world.shows(world.pool.users.ada.sub)
    await world.shows('Signature verified')
  },

  'a page and a content script get the session once the site is allowed, and hear when it is taken back':
    async (world) => {
      await world.signIn()
      const page = await world.driver.visit(world.sites.one)
      const connected = world.connect(page)
      await world.allow(page)
      await connected
      const { sub } = world.pool.users.ada
      expect(await world.sessionOn(page)).toMatchObject({ state: 'signedIn', claims: { sub } })
      expect(await world.inContentScript(page, asked)).toMatchObject({
        ok: true,
        value: { state: 'signedIn', claims: { sub } },
      })
      await world.takeBack(page)
      await until(
        'the page to hear of it',
        async () => String(await page.evaluate('heard.at(-1)')) === 'notAllowed',
      )
      expect(await world.sessionOn(page)).toBe('notAllowed')
    },

  'a page hears of a sign-out, and its tokens are revoked': async (world) => {
    await world.signIn()
    const page = await allowedPage(world)
    await world.popup.click('Sign out')
    await until(
      'the page to hear of it',
      async () => String(await page.evaluate('heard.at(-1)')) === 'signedOut',
    )
    expect(await world.sessionOn(page)).toMatchObject({ state: 'signedOut' })
    await until('the revocation', () => world.pool.issueHistory().every(({ revoked }) => revoked))
    expect(await world.stored('session')).not.toMatch(TOKEN)
  },

  'the background is ended again and again, and no page notices': async (world) => {
    await world.signIn()
    const page = await allowedPage(world)
    const first = await world.sessionOn(page)
    const calls = world.pool.calls.count()
    for (let round = 0; round < 5; round += 1) {
      const answers = Promise.all([world.sessionOn(page), world.sessionOn(page)])
      await world.driver.endBackground()
      expect(await answers).toEqual([first, first])
      await world.driver.endBackground()
      expect(await world.sessionOn(page)).toEqual(first)
    }
    expect(world.pool.calls.count() - world.pool.calls.count('jwks')).toBe(calls - 1)
  },

  'the background is ended in the middle of a refresh, and the session lives on': async (world) => {
    await world.signIn('rotating')
    const page = await allowedPage(world)
    const before = await world.sessionOn(page)
    world.pool.faults.add({ operation: 'GetTokensFromRefreshToken', times: 1, fault: { kind: 'hangAfter' } })
    const asked = world.popup.evaluate(
      `void (globalThis.browser ?? chrome).runtime.sendMessage({ v: 1, id: 'r', method: 'getSession', params: { forceRefresh: true } }).catch(() => undefined)`,
    )
    await until('the refresh', () => world.refreshes() === 1)
    await world.driver.endBackground()
    await asked
    const after = await until('newer tokens', async () => {
      const said = await world.sessionOn(page)
      return typeof said !== 'string' && Object(before).accessToken !== said.accessToken ? said : undefined
    })
    expect(after).toMatchObject({ state: 'signedIn' })
    expect(world.refreshes()).toBe(2)
  },

  'tokens that expired in twenty tabs are refreshed by one request': async (world) => {
    world.pool.setClient('web', { accessTokenSeconds: 20, idTokenSeconds: 20 })
    await world.signIn()
    const pages = [await allowedPage(world)]
    while (pages.length < 20) pages.push(await world.driver.visit(`${world.sites.one}/tab`))
    await Promise.all(pages.slice(1).map((page) => world.connect(page)))
    const [page] = pages
    const { expiresAt } = Object(page && (await world.sessionOn(page)))
    await until('the end of the tokens', () => Date.now() > expiresAt, 40_000)
    const before = world.refreshes()
    const said = await Promise.all(pages.map((page) => world.sessionOn(page)))
    expect(new Set(said.map((one) => Object(one).state))).toEqual(new Set(['signedIn']))
    expect(new Set(said.map((one) => Object(one).accessToken)).size).toBe(1)
    expect(world.refreshes() - before).toBe(1)
  },

  'a sandboxed frame on an allowed page gets nothing': async (world) => {
    await world.signIn()
    const page = await allowedPage(world)
    expect(await page.evaluate(`(${knock})(window)`)).toMatchObject({ ok: true })
    const told = await page.evaluate(`new Promise((resolve) => {
      addEventListener('message', ({ source, data }) => source === frame.contentWindow && data.told && resolve(data))
      const frame = document.createElement('iframe')
      frame.sandbox = 'allow-scripts'
      frame.srcdoc = ${JSON.stringify(asker)}
      document.body.append(frame)
    })`)
    expect(told).toEqual({ origin: 'null', told: ['no answer', 'no answer'] })
  },

  'tokens cannot be read by a content script, from any storage': async (world) => {
    await world.signIn()
    const page = await allowedPage(world)
    expect(await world.stored('session')).toMatch(TOKEN)
    for (const area of ['session', 'local', 'sync', 'managed']) {
      const read = await world.inContentScript(
        page,
        `(async () => { try { return JSON.stringify(await api.storage.${area}.get(null)) } catch (error) { return 'refused' } })()`,
      )
      expect(String(read)).not.toMatch(TOKEN)
    }
    expect(await world.stored('local')).not.toMatch(TOKEN)
  },

  'the session ends with the browser, and the sites stay allowed': async (world) => {
    await world.signIn()
    await allowedPage(world)
    await world.restart()
    await world.popup.fill('User name', '')
    const page = await world.driver.visit(world.sites.one)
    await world.connect(page)
    expect(await world.sessionOn(page)).toMatchObject({ state: 'signedOut' })
  },

  'a person who stays signed in finds the session after a restart': async (world) => {
    await world.signIn()
    const { claims } = Object(await world.sessionOn(await allowedPage(world)))
    await world.popup.click('Stay signed in after the browser closes')
    await until('the vault', async () => (await world.stored('local')).includes('vault:'))
    expect(await world.stored('local')).not.toMatch(TOKEN)
    await world.restart()
    await world.shows('Sign out')
    const page = await world.driver.visit(world.sites.one)
    await world.connect(page)
    expect(await world.sessionOn(page)).toMatchObject({ state: 'signedIn', claims })
  },
}

/** Runs in a page: asks the bridge of a window by hand, with a port of its own. */
const knock = `(target) => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.addEventListener('message', ({ data }) => 'ok' in data && resolve(data))
  port1.start()
  target.postMessage({ to: 'cognito-shared-session', v: 1, hello: 'by-hand' }, '*', [port2])
  port1.postMessage({ v: 1, id: 'by-hand', method: 'getSession', params: {} })
  setTimeout(() => resolve('no answer'), 2000)
})`

/** A frame's document that knocks at its own window and at the page around it, and tells what came of it. */
const asker = `<script>
  const knock = ${knock}
  Promise.all([knock(window), knock(parent)]).then((told) => parent.postMessage({ origin, told }, '*'))
</script>`

async function allowedPage(world: World) {
  const page = await world.driver.visit(world.sites.one)
  const connected = world.connect(page)
  await world.allow(page)
  await connected
  return page
}
