import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startUserPool } from '@cognito-shared-session/local-user-pool'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { Subject, commands, freshModel } from '../support/session-model.ts'

let pool: LocalUserPool
beforeAll(async () => {
  pool = await startUserPool({ liftMinimums: true })
})
afterAll(() => pool.close())

/** `MODEL_RUNS=2000` for the long form; `MODEL_SEED` and `MODEL_PATH` play a printed failure again. */
const { MODEL_RUNS = '40', MODEL_SEED, MODEL_PATH } = process.env

test('whatever happens to two sessions, they end only for a reason, never mix, and go on', async () => {
  const seed = Number(MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`model: seed ${seed}`)
  const life = fc.array(fc.oneof(...commands), { minLength: 30, maxLength: 60, size: 'max' })
  const property = fc.asyncProperty(life, async (happened) => {
    pool.faults.clear()
    const real = new Subject(pool)
    await fc.asyncModelRun(() => ({ model: freshModel(), real }), happened)
  })
  const path = MODEL_PATH === undefined ? {} : { path: MODEL_PATH }
  const result = await fc.check(property, { numRuns: Number(MODEL_RUNS), seed, ...path, endOnFailure: false })
  console.log(`model: ${result.numRuns} runs, seed ${seed}`)
  const failure = `${String(result.errorInstance)}\n${await fc.asyncDefaultReportMessage(result)}`
  expect(result.failed ? failure : 'held').toBe('held')
}, 1_800_000)
