import { expect } from 'vitest'
import type { Sender } from '../../../src/background/caller.ts'
import { originOf, type AccountId, type Origin } from '../../../src/contract/identity.ts'
import { ADA } from './deeds.ts'
import { Stage, type Worker } from './stage.ts'

export const GRACE = { username: 'grace@example.com', password: 'Nanoseconds-29.97cm' }
export const SITE = siteAt('https://app.example')
export const TERMS = { maySignOut: true, tabId: 7, until: 'revoked' } as const
export const GIVES = { claims: ['sub', 'email'], idToken: true, accessToken: true }

/** The site's page, in the tab for which it is allowed. */
export const tab: Sender = {
  origin: SITE,
  url: `${SITE}/inbox`,
  frameId: 0,
  documentId: 'D1',
  tab: { id: 7 },
}

export const question = (params: object = {}, method = 'getSession') => ({ v: 1, id: 'q', method, params })

export function siteAt(address: string): Origin {
  const origin = originOf(address)
  if (origin === undefined) throw new Error('not an origin')
  return origin
}

interface Scene {
  stage: Stage
  worker: Worker
}

/** Sets up the pool's clients as a person would: by ids and endpoint. */
export async function openShared(): Promise<Scene> {
  const stage = await Stage.open()
  const worker = stage.start()
  await worker.started()
  for (const client of ['web', 'rotating', 'short', 'noGrace'] as const) {
    await worker.value('saveProfile', {
      name: client,
      poolId: stage.pool.poolId,
      clientId: stage.pool.clients[client].id,
      endpoint: stage.pool.url,
    })
  }
  return { stage, worker }
}

/** What the person does. */
export function personAt(scene: () => Scene) {
  return {
    signIn: (client: Parameters<Stage['profile']>[0] = 'web', who = ADA): Promise<AccountId> => {
      const { stage, worker } = scene()
      return worker.signIn({ profile: stage.profile(client), ...who })
    },
    /** Gives the site what it is to have, with the browser's yes. */
    allow: async (account: AccountId, gives = GIVES): Promise<void> => {
      const { stage, worker } = scene()
      stage.hosts.add('https://app.example/*')
      expect(await worker.value('allowSite', { origin: SITE, gives, account, ...TERMS })).toEqual({
        state: 'allowed',
      })
    },
  }
}
