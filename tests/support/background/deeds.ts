import { expect } from 'vitest'
import type { SessionView } from '@cognito-shared-session/page-sdk/protocol'
import type { AccountId } from '../../../src/contract/identity.ts'
import { Life, type Death } from './mortal.ts'
import { Stage, type Worker } from './stage.ts'

export const ADA = { username: 'ada', password: 'Analytical-Engine-1843' }

/** What a person or the browser does, in a worker that may die at any step of it. */
export interface Deed {
  name: string
  /** The steps of the worker's start count too. */
  fromStart?: true
  /** What has happened before, in a worker of its own. */
  prepare(stage: Stage, worker: Worker): Promise<void>
  act(worker: Worker, stage: Stage): Promise<unknown>
}

export const signIn = (stage: Stage, worker: Worker) =>
  worker.ask('signIn', { profile: stage.profile('rotating'), ...ADA })

export interface Ended {
  stage: Stage
  steps: string[]
  /** The step that was the worker's last; undefined: it lived through all of them. */
  last: string | undefined
  account: AccountId
}

/** Plays a deed in a worker that dies as told. The store is kept, everything else is gone. */
export async function play(deed: Deed, death?: Death): Promise<Ended> {
  const stage = await Stage.open()
  const first = stage.start()
  await first.started()
  await first.value('saveProfile', {
    name: 'demo',
    poolId: stage.pool.poolId,
    clientId: stage.pool.clients.rotating.id,
    endpoint: stage.pool.url,
  })
  await deed.prepare(stage, first)
  const life = new Life(death)
  if (deed.fromStart) life.begin()
  const worker = stage.start(life)
  await Promise.race([worker.started(), life.ended])
  life.begin()
  const last = await Promise.race([deed.act(worker, stage).then(settled), life.ended])
  life.end()
  const account =
    `${stage.pool.issuer}|${stage.pool.clients.rotating.id}|${stage.pool.users.ada.sub}` as AccountId
  return { stage, steps: life.steps, last, account }
}

/** What was begun without being waited for (the alarm, events) gets its turn before the steps are counted. */
export async function settled(): Promise<undefined> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

export async function afterwards({ stage, account }: Ended): Promise<SessionView> {
  const worker = stage.start()
  await worker.started()
  return worker.value('getSession', { account }).catch(() => ({ state: 'signedOut', generation: 0 }))
}

export const reuses = (stage: Stage) =>
  stage.pool
    .issueHistory()
    .flatMap(({ tokens }) => tokens.map((token) => token.reuses))
    .reduce((a, b) => a + b, 0)

/** Tokens lie in this account's record, and nowhere else. */
function expectTokensInTheirPlace({ stage, account }: Ended): void {
  for (const [key, text] of stage.session.items) {
    if (key !== `session:${account}`) expect(text, key).not.toMatch(/eyJ[\w-]+\.eyJ/)
  }
  const disk = stage.local.log.join('\n')
  expect(disk).not.toMatch(/eyJ[\w-]+\.eyJ/)
  for (const [, token] of stage.session.log.join('\n').matchAll(/refreshToken\\":\\"([^"\\]+)/g)) {
    expect(disk).not.toContain(token)
  }
  expect(disk + stage.session.log.join('\n')).not.toContain(ADA.password)
}

async function deathsOf(deed: Deed): Promise<{ death: Death; step: string }[]> {
  const whole = await play(deed)
  await whole.stage.close()
  expect(whole.steps.length).toBeGreaterThan(1)
  const deaths = whole.steps.flatMap((step, index) =>
    (['before', 'after'] as const).map((moment) => ({ death: { call: index + 1, moment }, step })),
  )
  // The full run takes both sides of every step, the short one of each step one, in turn.
  return process.env['FULL'] === undefined ? deaths.filter((_, at) => at % 4 === 0 || at % 4 === 3) : deaths
}

export async function eachDeath(
  deed: Deed,
  check: (ended: Ended, death: Death) => Promise<void>,
): Promise<void> {
  for (const { death, step } of await deathsOf(deed)) {
    const ended = await play(deed, death)
    try {
      await check(ended, death)
      expectTokensInTheirPlace(ended)
    } catch (cause) {
      throw new Error(`The worker died ${death.moment} step ${death.call} (${step}) of ${deed.name}.`, {
        cause,
      })
    } finally {
      await ended.stage.close()
    }
  }
}
