import { vi } from 'vitest'
import type { Sender } from '../../../src/background/caller.ts'
import type { AccountId } from '../../../src/contract/identity.ts'
import { ADA } from './deeds.ts'
import { siteAt } from './shared-site.ts'
import { Stage, type Worker } from './stage.ts'

export const SITE = 'https://app.example'
export const HOST = `${SITE}/*`
export const PORTAL = 'https://portal.example'
/** What the operator's policy says of the site. */
export const ALLOWED = { origin: SITE, claims: ['sub'], accessToken: true }
export const refused = { ok: false, error: { code: 'notAllowed' } }

interface Scene {
  stage: Stage
  worker: Worker
}

/** The person set up two app clients. */
export async function openManaged(): Promise<Scene> {
  const stage = await Stage.open()
  const worker = stage.start()
  await worker.started()
  for (const client of ['short', 'rotating'] as const) {
    const { poolId, clients, url: endpoint } = stage.pool
    await worker.value('saveProfile', { name: client, poolId, clientId: clients[client].id, endpoint })
  }
  return { stage, worker }
}

export const page = (origin = SITE): Sender => ({ origin, frameId: 0, documentId: origin, tab: { id: 7 } })

/** What the operator decides, what the person does, and what the site asks and hears. */
export function partiesAt(scene: () => Scene) {
  return {
    decide: async (managed: Record<string, unknown>): Promise<void> => {
      const { stage, worker } = scene()
      stage.managed = managed
      await worker.policyChanged()
    },
    signIn: (client: 'short' | 'rotating' = 'short', who = ADA): Promise<AccountId> => {
      const { stage, worker } = scene()
      return worker.signIn({ profile: stage.profile(client), ...who })
    },
    allow: (account: AccountId, gives = { claims: ['email'], idToken: true, accessToken: false }) => {
      const { stage, worker } = scene()
      stage.hosts.add(HOST)
      const yes = { maySignOut: false, tabId: 7, until: 'revoked' } as const
      return worker.value('allowSite', { origin: siteAt(SITE), gives, account, ...yes })
    },
    ask: (sender: Sender = page(), method = 'getSession', params: object = {}) =>
      scene().worker.sendExternal({ v: 1, id: 'q', method, params }, sender),
    told: () =>
      scene()
        .stage.told.filter(({ event }) => event.event === 'permissionsChanged')
        .map(({ origin }) => origin),
    /** The browser fails at taking hosts back, until the mocks are restored. */
    neverGivenBack: () =>
      vi.spyOn(scene().stage.hosts, 'delete').mockImplementation(() => {
        throw new Error('The browser is busy.')
      }),
  }
}
