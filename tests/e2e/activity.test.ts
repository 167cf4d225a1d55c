import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { inContentScript } from '../support/content-world.ts'
import { QuickWorld } from '../support/quick-world.ts'
import { stored } from '../support/storage.ts'
import { until } from '../support/until.ts'

let world: QuickWorld

beforeAll(async () => {
  world = await QuickWorld.open()
})
afterAll(() => world.close())

interface Session {
  idToken: string
  accessToken: string
  refreshToken: string
}

async function session(): Promise<Session> {
  const records = Object.entries(await stored(world.extension, 'session'))
  return JSON.parse(String(records.find(([key]) => key.startsWith('session:'))?.[1]))
}

const claimsOf = (token: string): Record<string, string> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

/** The head of a token is the same in all: its signature is its own. */
const secretsOf = ({ idToken, accessToken, refreshToken }: Session) => [
  idToken.split('.')[2] ?? '',
  accessToken.split('.')[2] ?? '',
  refreshToken,
]

/** Asks as a content script of the site does. */
async function ask(page: Page): Promise<{ ok?: boolean }> {
  const question = `chrome.runtime.sendMessage({ v: 1, id: 'q', method: 'getSession', params: {} })`
  return Object(await inContentScript(world.extension, page, question))
}

async function openActivity(): Promise<Page> {
  return world.visit(`chrome-extension://${world.extension.id}/src/options/index.html#activity`)
}

async function exported(page: Page): Promise<string> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as JSON' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('activity.json')
  return readFile(await download.path(), 'utf8')
}

test('a sign-in, a refresh, a delivery and a copy are told, saved without a secret, and what the site has is taken back', async () => {
  const { sites, pool } = world
  const account = await world.signIn('rotating')
  const before = await session()
  await world.allow(sites.one, account)
  const site = await world.visit(`${sites.one}/app`)
  expect(await ask(site)).toMatchObject({ ok: true })
  await world.ask('getSession', { account, forceRefresh: true })
  const after = await session()
  await world.ask('copyToken', { account, token: 'accessToken' })
  expect(after.refreshToken).not.toBe(before.refreshToken)

  const page = await openActivity()
  await page.getByText('You signed in as').waitFor()
  await page.getByText('You asked for it. The refresh token was renewed too.').waitFor()
  const got = page
    .getByRole('listitem')
    .filter({ hasText: `${sites.one} got 2 claims, the ID token, and the access token.` })
  await got.getByText('What exactly').click()
  for (const token of [before.idToken, before.accessToken])
    await got.getByText(claimsOf(token)['jti'] ?? '?').waitFor()
  const copied = page.getByRole('listitem').filter({ hasText: 'You were given the access token to copy.' })
  await copied.getByText('What exactly').click()
  await copied.getByText(claimsOf(after.accessToken)['jti'] ?? '?').waitFor()
  expect(await violations(page)).toEqual([])

  const file = await exported(page)
  expect(JSON.parse(file).entries).toContainEqual(
    expect.objectContaining({
      kind: 'delivered',
      origin: sites.one,
      idToken: claimsOf(before.idToken)['jti'],
    }),
  )
  expect(JSON.parse(file).entries).toContainEqual(
    expect.objectContaining({ kind: 'copied', accessToken: claimsOf(after.accessToken)['jti'] }),
  )
  const { sub = '', email = '' } = claimsOf(before.idToken)
  for (const secret of [
    ...secretsOf(before),
    ...secretsOf(after),
    'eyJ',
    sub,
    email,
    pool.users.ada.password,
  ]) {
    expect(secret).not.toBe('')
    expect(file).not.toContain(secret)
  }

  await got.getByRole('button', { name: 'Take back' }).click()
  await page.getByText(`You took back what ${sites.one} had.`).waitFor()
  await until('the site to be refused', async () => (await ask(site)).ok !== true)
  expect(await page.getByRole('button', { name: 'Take back' }).count()).toBe(0)
})

test('the record is cleared from the page', async () => {
  await world.signIn('rotating')
  const page = await openActivity()
  await page.getByRole('button', { name: 'Clear…' }).click()
  await page.getByRole('button', { name: 'Clear it' }).click()
  await page.getByText('The record was cleared.').waitFor()
  const keys = Object.keys(await stored(world.extension, 'local'))
  expect(keys.filter((key) => key.startsWith('activity:'))).toEqual([])
})
