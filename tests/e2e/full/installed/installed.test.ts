import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoSeed } from '@cognito-shared-session/local-user-pool'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostPattern } from '../../../../src/contract/identity.ts'
import { classicScript } from '../../../support/bundle.ts'
import type { LoadedExtension } from '../../../support/extension.ts'
import { heldHosts } from '../../../support/host-permission.ts'
import { InstalledExtension } from '../../../support/installed-extension.ts'
import { mayWritePolicies } from '../../../support/operator-policy.ts'
import { QuickWorld } from '../../../support/quick-world.ts'
import { stored } from '../../../support/storage.ts'
import { until } from '../../../support/until.ts'
import { stopWorker, workerRuns } from '../../../support/worker.ts'

const BUILD = join(import.meta.dirname, '../../../../dist/chrome')
/** The demonstration's first person. */
const SIGNED_IN = ['signedIn', demoSeed.users.ada.sub]
const REFRESH = 'GetTokensFromRefreshToken'

if (!mayWritePolicies) {
  console.warn(
    'Skipped: restarts and updates of the extension as people have it installed. Chromium keeps an extension over ' +
      'a restart only where a policy installs it, and reads policies from /etc, on Linux, where root alone may write.',
  )
}

let installed: InstalledExtension
let world: QuickWorld
let sdk: string

const start = () => installed.start(mkdtempSync(join(tmpdir(), 'cognito-shared-session-restart-')))

/** Ends the browser, and starts it with the same profile. */
async function restart(): Promise<void> {
  const { profile } = world.extension
  await world.extension.leave()
  world = await world.again(await installed.start(profile))
}

/** What the browser itself says, asked from within the extension; no code of the extension runs for it. */
const inside = <Said>(expression: string): Promise<Said> => world.extension.inside.evaluate(expression)
const alarms = () => inside<{ name: string; scheduledTime: number }[]>('chrome.alarms.getAll()')
const scripts = () => inside<{ id: string }[]>('chrome.scripting.getRegisteredContentScripts()')
const local = () => stored(world.extension, 'local')
/** Refused as `unknownAccount` where nobody is signed in. */
const standing = () =>
  world.ask('getSession', {}).then(
    ({ state }) => state,
    ({ message }: Error) => /: (\w+):/.exec(message)?.[1],
  )

/** A refresh falls due in the last quarter of the tokens' life, not in its last tenth. */
async function expectInTime(account: string, due = Number.NaN): Promise<void> {
  const { issuedAt, accessExpiresAt } = await until('the session', async () => {
    const { [`view:${account}`]: view } = await stored(world.extension, 'session')
    return view !== undefined && Object(view)
  })
  const part = (due - issuedAt) / (accessExpiresAt - issuedAt)
  expect(part).toBeGreaterThan(0.74)
  expect(part).toBeLessThan(0.91)
}

/** Opens pages of the extension anew, where the browser closed them or never had any. */
async function comeBack(extension: LoadedExtension): Promise<void> {
  const page = await extension.context.newPage()
  await page.goto(`chrome-extension://${extension.id}/manifest.json`)
  world = await world.again({ ...extension, inside: page })
}

/** What the site's page gets, by the bridge that the browser injects. */
async function pageGets(page: Page): Promise<unknown> {
  await page.evaluate(sdk)
  return page.evaluate(`connectSession({ want: { claims: ['sub'], accessToken: true } }).then(
    (session) => session.getSession()).then(({ state, claims }) => [state, claims?.sub], ({ code }) => [code])`)
}

/** The version of the extension that the browser has. */
const version = (extensions: Page): Promise<string> =>
  extensions.evaluate(`chrome.management.get('${world.extension.id}').then(({ version }) => version)`)

describe.runIf(mayWritePolicies)('the extension as an operator installs it', () => {
  beforeAll(async () => {
    sdk = await classicScript(`import { connectSession } from '@cognito-shared-session/page-sdk'
      Object.assign(globalThis, { connectSession })`)
    installed = await InstalledExtension.open()
    installed.publish(BUILD, '0.0.1')
    world = await QuickWorld.open({ launch: start })
  })
  afterAll(async () => {
    installed.close()
    await world.close()
  })

  test('ends the session with the browser, unless the person chose to stay signed in', async () => {
    await world.signIn()
    expect(await standing()).toBe('signedIn')
    await restart()
    expect(await standing()).toBe('unknownAccount')
    expect(await alarms()).toEqual([])
  })

  test('finds after a restart what it left: session, alarm, bridges, sites, and nothing that was for the run', async () => {
    await world.ask('setStaySignedIn', { on: true })
    const account = await world.signIn()
    const { one } = world.sites
    await world.allow(one, account)
    const { generation } = await world.ask('getSession', {})
    const before = { alarms: await alarms(), scripts: await scripts(), local: await local() }
    expect(before.alarms).toMatchObject([{ name: 'refresh' }])
    expect(before.scripts.length).toBeGreaterThan(0)
    const { run } = await stored(world.extension, 'session')
    await restart()
    const [alarm, ...others] = await alarms()
    expect(others).toEqual([])
    // The moment is drawn anew: it was kept with what ended with the browser.
    await expectInTime(account, alarm?.scheduledTime)
    expect(await scripts()).toEqual(before.scripts)
    expect(await heldHosts(world.extension)).toContain(hostPattern(one))
    expect(Object.keys(await local()).sort()).toEqual(Object.keys(before.local).sort())
    expect(await pageGets(await world.visit(`${one}/`))).toMatchObject(SIGNED_IN)
    expect(await world.ask('getSession', {})).toMatchObject({ state: 'signedIn', account, generation })
    expect((await stored(world.extension, 'session'))['run']).not.toBe(run)
    expect(world.pool.calls.count(REFRESH)).toBe(0)
  })

  test('starts with the browser, and refreshes then what fell due while it was closed, with nobody asking', async () => {
    world.pool.setClient('web', { accessTokenSeconds: 121, idTokenSeconds: 121 })
    await world.ask('getSession', { forceRefresh: true })
    const [due] = await alarms()
    const refreshes = world.pool.calls.count(REFRESH)
    const { profile } = world.extension
    await world.extension.leave()
    await until('the alarm’s time', () => Date.now() > (due?.scheduledTime ?? Infinity) + 1_000, 120_000)
    expect(world.pool.calls.count(REFRESH)).toBe(refreshes)
    // No page of the extension's, which would ask: only what the browser starts by itself.
    const extension = await installed.start(profile)
    await until('the refresh', () => world.pool.calls.count(REFRESH) > refreshes, 30_000)
    await comeBack(extension)
    expect(await standing()).toBe('signedIn')
    expect(world.pool.calls.count(REFRESH)).toBe(refreshes + 1)
  })

  test('is asked after it was switched off and on, and has its alarm though no event told of it', async () => {
    world.pool.setClient('web', { accessTokenSeconds: 3600, idTokenSeconds: 3600 })
    const account = await world.signIn()
    const extensions = await world.visit('chrome://extensions')
    for (const enabled of [false, true])
      await extensions.evaluate(`chrome.management.setEnabled('${world.extension.id}', ${enabled})`)
    await comeBack(world.extension)
    // Some Chromiums keep alarms over this and some lose them.
    await stopWorker(world.extension)
    await inside('chrome.alarms.clearAll()')
    expect(await workerRuns(world.extension)).toBe(false)
    expect(await alarms()).toEqual([])
    expect(await pageGets(await world.visit(`${world.sites.one}/`))).toMatchObject(SIGNED_IN)
    const [again] = await until('the alarm', async () => (await alarms()).length > 0 && alarms())
    expect(again).toMatchObject({ name: 'refresh' })
    await expectInTime(account, again?.scheduledTime)
  })

  test('goes on after an update with all that older versions wrote', async () => {
    const { one, two, elsewhere } = world.sites
    const { account } = Object(await world.ask('getSession', {}))
    const { [`grant:${one}`]: now } = await local()
    const { version: _, frames: __, ...same } = Object(now)
    const before = { ...same, version: 1, frames: true }
    const written = {
      [`grant:${one}`]: before,
      [`grant:${two} 7`]: { ...before, origin: two, until: { kind: 'tab', tabId: 7 } },
      [`grant:${elsewhere}`]: { ...before, origin: elsewhere, until: { kind: 'time', at: Date.now() - 1 } },
      [`consent:${two}`]: {
        version: 1,
        grant: { ...before, origin: two },
        tabId: 7,
        given: false,
        expires: Date.now() - 1,
      },
      settings: { version: 1, staySignedIn: true },
      'grant:https://later.example': { ...before, version: 3 },
    }
    await inside(`chrome.storage.local.set(${JSON.stringify(written)})`)
    const extensions = await world.visit('chrome://extensions')
    installed.publish(BUILD, '0.0.2')
    await extensions.evaluate('chrome.developerPrivate.autoUpdate()')
    await until('the update', async () => (await version(extensions)) === '0.0.2', 60_000)
    await comeBack(world.extension)
    expect(await world.ask('getSession', {})).toMatchObject({ state: 'signedIn', account })
    expect(await pageGets(await world.visit(`${one}/`))).toEqual(SIGNED_IN)
    expect((await alarms()).map(({ name }) => name)).toEqual(['refresh'])
    expect(await pageGets(await world.visit(`${two}/`))).toEqual(['notInstalled'])
    const kept = await local()
    expect(kept['grant:https://later.example']).toEqual({ ...before, version: 3 })
    const over = [`grant:${two} 7`, `grant:${elsewhere}`, `consent:${two}`]
    expect(over.filter((key) => key in kept)).toEqual([])
    await world.ask('revokeSite', { origin: one })
    expect(await local()).not.toHaveProperty([`grant:${one}`])
    expect(await scripts()).toEqual([])
  })
})
