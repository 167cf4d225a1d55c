import type { Fault } from '@cognito-shared-session/local-user-pool'
import type { Page } from 'playwright'
import { profileIdOf, type AccountId } from '../../src/contract/identity.ts'
import type { Params } from '../../src/contract/messages.ts'
import type { SignInStanding } from '../../src/contract/signing-in.ts'
import type { SessionViewRecord, SignedInView } from '../../src/contract/view.ts'
import { inContentScript } from './content-world.ts'
import type { QuickWorld } from './quick-world.ts'
import { stored } from './storage.ts'
import { until } from './until.ts'
import { stopWorker } from './worker.ts'

/** What a person can find the popup in, brought about as it comes about. */
export interface ToolbarState {
  /** What leads there, in a browser where nothing is stored. @returns the page under the popup, where it is another */
  bring: (world: QuickWorld) => Promise<Page | void>
  /** What it says then. */
  says: readonly string[]
}

const refresh = 'GetTokensFromRefreshToken'
const forced = (world: QuickWorld, account: AccountId) =>
  world.ask('getSession', { account, forceRefresh: true })

/** Waits for a record that extension pages draw from. */
async function viewed(world: QuickWorld, such: (view: SessionViewRecord) => boolean): Promise<void> {
  await until('the record', async () => {
    const records = Object.entries(await stored(world.extension, 'session'))
    return records.some(([key, view]) => key.startsWith('view:') && such(view as SessionViewRecord))
  })
}
const signedIn = (such: (view: SignedInView) => boolean) => (view: SessionViewRecord) =>
  view.state === 'signedIn' && such(view)

/** The user pool, as a person enters it. */
function local({ pool: { poolId, clients, url } }: QuickWorld): Params<'saveProfile'> {
  return { name: 'Local', poolId, clientId: clients.web.id, endpoint: url }
}

/** Types somebody’s name and password. */
async function begin(world: QuickWorld, user: 'ada' | 'grace' | 'sms'): Promise<SignInStanding> {
  const { id: profile } = await world.ask('saveProfile', local(world))
  const { signInName: username, password } = world.pool.users[user]
  return world.ask('signIn', { profile, username, password })
}

/** A session whose tokens are over, with no alarm that would renew such short ones. */
async function expired(world: QuickWorld): Promise<AccountId> {
  world.pool.setClient('web', { accessTokenSeconds: 1, idTokenSeconds: 1 })
  const account = await world.signIn()
  await viewed(
    world,
    signedIn(({ accessExpiresAt }) => accessExpiresAt < Date.now()),
  )
  return account
}

/** The user pool does not renew the session when it is asked. The next try is due, and the worker is not there for it. */
async function unrenewed(world: QuickWorld, account: AccountId, fault: Fault): Promise<void> {
  world.pool.faults.add({ operation: refresh, times: 9, fault })
  await forced(world, account).catch(() => undefined)
  await stopWorker(world.extension)
  await world.extension.inside.evaluate('chrome.alarms.clearAll()')
  await viewed(
    world,
    signedIn(({ retry }) => retry !== undefined && retry.at < Date.now()),
  )
}

/** Why people have to sign in again, and what did it. */
const ended = (reason: string, end: (world: QuickWorld) => void): ToolbarState => ({
  async bring(world) {
    const account = await world.signIn()
    end(world)
    await forced(world, account)
  },
  says: ['Sign in again', 'ada', reason, 'User name', 'Password'],
})

/** A page under the popup where no site can be allowed. */
const closed = (address: (world: QuickWorld) => string, why: string): ToolbarState => ({
  async bring(world) {
    await world.signIn()
    return world.visit(address(world))
  },
  says: ['This site', why],
})

/** A page here has no secure connection, and is not of this computer by its name. */
export const INSECURE = 'insecure.example'

/** Every state of the popup that comes about in a browser that nobody manages. */
export const states = {
  'no user pool': { bring: async () => {}, says: ['Set up your user pool', 'Paste what you have of it'] },
  'signed out': {
    async bring(world) {
      await world.ask('saveProfile', local(world))
    },
    says: ['Sign in', 'Every site you allow shares this session.', 'User name', 'Password'],
  },
  'signing in elsewhere': {
    async bring(world) {
      const { state } = await begin(world, 'sms')
      if (state === 'signedIn') throw new Error('Nothing more was asked.')
    },
    says: ['Signing in sam in a tab.', 'Go on there'],
  },
  'signed in': {
    async bring(world) {
      await world.signIn()
    },
    says: ['Ada Lovelace', 'Signed in', 'Refresh now', 'Sign out', 'This site', 'Allow this site', 'It gets'],
  },
  refreshing: {
    async bring(world) {
      const account = await world.signIn()
      world.pool.faults.add({ operation: refresh, times: 1, fault: { kind: 'hang' } })
      void forced(world, account).catch(() => undefined)
      await viewed(
        world,
        signedIn(({ refreshing }) => refreshing),
      )
    },
    says: ['Ada Lovelace', 'Refreshing…'],
  },
  'offline, still valid': {
    bring: async (world) => unrenewed(world, await world.signIn(), { kind: 'dropBefore' }),
    says: ['Offline, still valid', 'your session goes on until', 'Trying again now.'],
  },
  'not renewed, still valid': {
    bring: async (world) => unrenewed(world, await world.signIn(), { kind: 'throttled' }),
    says: [
      'Still valid',
      'The user pool did not renew the session (TooManyRequestsException)',
      'Trying again now.',
    ],
  },
  expired: {
    async bring(world) {
      await expired(world)
    },
    says: ['Expired', 'are renewed when the user pool answers.'],
  },
  offline: {
    bring: async (world) => unrenewed(world, await expired(world), { kind: 'dropBefore' }),
    says: ['Offline', 'You are still signed in.', 'Trying again now.'],
  },
  'ended elsewhere': ended('This sign-in was ended elsewhere', ({ pool }) => pool.revokeTokens('ada')),
  'user disabled': ended('This user was disabled in the user pool.', ({ pool }) => pool.disableUser('ada')),
  'storage damaged': {
    async bring(world) {
      const account = await world.signIn()
      await stopWorker(world.extension)
      await world.extension.inside.evaluate(
        `chrome.storage.session.set({ 'session:${account}': '{"version":1' })`,
      )
      await world.ask('getSession', { account })
    },
    says: ['Sign in again', 'What was stored of this sign-in could not be read any more and was set aside.'],
  },
  'several accounts': {
    async bring(world) {
      await world.signIn()
      await begin(world, 'grace')
    },
    says: ['Ada Lovelace', 'Grace Hopper', 'Forget'],
  },
  'a site that is allowed': {
    async bring(world) {
      const account = await world.signIn()
      await world.allow(world.sites.one, account)
      const site = await world.visit(`${world.sites.one}/allowed`)
      const question = `chrome.runtime.sendMessage({ v: 1, id: 'q', method: 'getSession', params: {} })`
      await inContentScript(world.extension, site, question)
      await until('it to be noted', async () =>
        JSON.stringify(await stored(world.extension, 'local')).includes('"lastUsed"'),
      )
      return site
    },
    says: ['This site', '2 claims, the ID token, and the access token', 'Since', 'Last used', 'Take back'],
  },
  'over a page that the browser does not name': closed(
    () => 'chrome://version',
    'The browser does not say which page this is. It may be one of its own',
  ),
  'over an extension’s page': closed(
    ({ extension }) => `chrome-extension://${extension.id}/src/options/index.html`,
    'This page belongs to the browser or to an extension.',
  ),
  'over a file': closed(() => import.meta.url, 'This is a file on your computer.'),
  'over an insecure page': closed(
    ({ sites }) => sites.one.replace('localhost', INSECURE),
    'This page came over an insecure connection (http).',
  ),
} satisfies Record<string, ToolbarState>

/** What an operator decides for the states below. */
export function policyFor({ pool, sites }: Pick<QuickWorld, 'pool' | 'sites'>): object {
  const { poolId, clients, url: endpoint } = pool
  return {
    profiles: [{ name: 'Corp', poolId, clientId: clients.web.id, endpoint }],
    allowedSites: [{ origin: sites.one, claims: ['sub'], accessToken: true }],
    staySignedIn: 'forbidden',
    supportLink: 'https://help.example/sign-in',
  }
}

/** Every state of the popup that comes about where an operator decided something. */
export const managed = {
  'managed, signed out': {
    async bring({ extension }) {
      await until('the policy', async () => 'policy' in (await stored(extension, 'local')))
    },
    says: ['Corp', 'User name', 'Managed by your organisation.', 'Get help'],
  },
  'managed, a site that is allowed': {
    async bring(world) {
      const { poolId, clients, users } = world.pool
      const profile = profileIdOf({ poolId, clientId: clients.web.id })
      await world.ask('signIn', { profile, username: users.ada.signInName, password: users.ada.password })
      return world.visit(`${world.sites.one}/page`)
    },
    says: [
      'Ada Lovelace',
      'The session of Ada Lovelace',
      'Your organisation allows this site.',
      'Connect this site',
      'Managed by your organisation.',
    ],
  },
} satisfies Record<string, ToolbarState>
