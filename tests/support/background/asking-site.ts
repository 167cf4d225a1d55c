import type { GrantView, SessionView } from '@cognito-shared-session/page-sdk/protocol'
import type { Sender } from '../../../src/background/caller.ts'
import type { AccountId, Origin } from '../../../src/contract/identity.ts'
import type { AllowSite } from '../../../src/contract/messages.ts'
import type { PendingConsent } from '../../../src/contract/pending-consent.ts'
import { ADA } from './deeds.ts'
import { siteAt } from './shared-site.ts'
import { Stage, type Worker } from './stage.ts'

export const SITE = siteAt('https://app.example')
export const OTHER = siteAt('https://other.example')
export const PORTAL = siteAt('https://portal.example')
export const EXTENSION = 'mophcmpmhijfcmgpeabfgglojbeeclif'
export const want = { claims: ['email'], accessToken: true }
export const CLAIMS = { claims: ['email'], idToken: false, accessToken: false }

interface Scene {
  stage: Stage
  worker: Worker
  account: AccountId
}

/** Somebody is signed in, and the browser gave the hosts of two sites. */
export async function openAsking(): Promise<Scene> {
  const stage = await Stage.open()
  const worker = stage.start()
  await worker.started()
  const { poolId, clients, url } = stage.pool
  await worker.value('saveProfile', { name: 'web', poolId, clientId: clients.web.id, endpoint: url })
  const account = await worker.signIn({ profile: stage.profile('web'), ...ADA })
  stage.hosts.add('https://app.example/*').add('https://other.example/*')
  stage.tabs.set(7, SITE)
  return { stage, worker, account }
}

export const from = (origin: Origin, more: Partial<Sender> = {}): Sender => ({
  origin,
  url: `${origin}/`,
  frameId: 0,
  documentId: 'D',
  tab: { id: 7, url: `${origin}/` },
  ...more,
})

/** What a page asks, each time in a question of its own, and what the person says to it. */
export function questionsAt(scene: () => Scene) {
  let ids = 0
  const question = (method: string, params: object, id = `q${(ids += 1)}`) => ({ v: 1, id, method, params })
  return {
    question,
    connect: (sender = from(SITE), params: object = { want }, id?: string) =>
      scene().worker.sendExternal<GrantView>(question('connect', params, id), sender),
    session: (sender = from(SITE)) =>
      scene().worker.sendExternal<SessionView>(question('getSession', {}), sender),
    allow: (more: Partial<AllowSite> = {}) => {
      const { worker, account } = scene()
      return worker.value('allowSite', {
        origin: SITE,
        gives: CLAIMS,
        account,
        maySignOut: false,
        tabId: 7,
        until: 'revoked',
        ...more,
      })
    },
    refuse: (site = SITE) => scene().worker.value('refuseSite', { origin: site }),
    /** Waits until so many sites wait for the person. */
    waiting: async (count: number): Promise<PendingConsent[]> => {
      const { items } = scene().stage.session
      for (;;) {
        const keys = [...items.keys()].filter((key) => key.startsWith('asking:'))
        const pending = keys.map((key): PendingConsent => JSON.parse(items.get(key) ?? 'null'))
        if (pending.length === count && pending.some(({ shown }) => shown) === count > 0) return pending
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

/** What was asked without waiting for an answer has been stored and shown. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
