import type { Outcome } from '@cognito-shared-session/page-sdk/protocol'
import { expect, test, vi } from 'vitest'
import type { ErrorCode } from '../../../src/contract/errors.ts'
import { useAsking } from '../../../src/controls/use-asking.ts'
import { useLong } from '../../../src/controls/wait.tsx'
import { hookStage } from '../../support/hook-stage.tsx'

const REFUSAL = { code: 'internal', message: 'no' } as const

/** A question that is answered when the test says so. */
function question() {
  type Answer = Outcome<string, ErrorCode>
  let answer: (outcome: Answer) => void = () => {}
  const promise = new Promise<Answer>((resolve) => (answer = resolve))
  const signals: AbortSignal[] = []
  const ask = (signal: AbortSignal) => {
    signals.push(signal)
    return promise
  }
  return { ask, answer, signals }
}

async function asking() {
  const stage = hookStage(useAsking)
  await stage.draw(undefined)
  const becomes = (wanted: object) => vi.waitFor(() => expect(stage.given()).toMatchObject(wanted))
  return { stage, becomes }
}

test('an answer ends the wait with its value', async () => {
  const { stage, becomes } = await asking()
  const { ask, answer } = question()
  const ran = stage.given().run(ask)
  await becomes({ busy: true, error: undefined })
  answer({ ok: true, value: 'yes' })
  expect(await ran).toBe('yes')
  await becomes({ busy: false, error: undefined })
})

test('an error ends the wait with nothing, and is shown until the next question', async () => {
  const { stage, becomes } = await asking()
  const first = question()
  const ran = stage.given().run(first.ask)
  first.answer({ ok: false, error: REFUSAL })
  expect(await ran).toBe(undefined)
  await becomes({ busy: false, error: REFUSAL })
  void stage.given().run(question().ask)
  await becomes({ busy: true, error: undefined })
})

test('a second question while one is under way is not put', async () => {
  const { stage } = await asking()
  const [first, second] = [question(), question()]
  void stage.given().run(first.ask)
  expect(await stage.given().run(second.ask)).toBe(undefined)
  expect(second.signals).toEqual([])
})

test.each([
  ['value', { ok: true, value: 'late' } as const],
  ['error', { ok: false, error: REFUSAL } as const],
])('who waits no more is free at once, told so by the signal, and hears no late %s', async (_, late) => {
  const { stage, becomes } = await asking()
  const { ask, answer, signals } = question()
  const ran = stage.given().run(ask)
  await becomes({ busy: true })
  stage.given().stop()
  expect(await ran).toBe(undefined)
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  await becomes({ busy: false, error: undefined })

  const next = question()
  void stage.given().run(next.ask)
  await becomes({ busy: true })
  answer(late)
  await Promise.resolve()
  expect(stage.given()).toMatchObject({ busy: true, error: undefined })
  next.answer({ ok: true, value: 'next' })
  await becomes({ busy: false, error: undefined })
})

test('to stop where nothing is under way does nothing', async () => {
  const { stage } = await asking()
  stage.given().stop()
  expect(stage.given()).toMatchObject({ busy: false, error: undefined })
})

test('a wait is long after nine seconds, and no clock runs before or after it', async () => {
  const stage = hookStage(useLong)
  const becomes = (long: boolean) => vi.waitFor(() => expect(stage.given()).toBe(long))
  await stage.draw(false)
  expect(stage.timers.size).toBe(0)

  await stage.draw(true)
  await vi.waitFor(() => expect(stage.timers.size).toBe(1))
  stage.pass(8_999)
  await becomes(false)
  stage.pass(1)
  await becomes(true)

  await stage.draw(false)
  await becomes(false)
  expect(stage.timers.size).toBe(0)

  await stage.draw(true)
  await vi.waitFor(() => expect(stage.timers.size).toBe(1))
  stage.pass(5_000)
  await becomes(false)
})
