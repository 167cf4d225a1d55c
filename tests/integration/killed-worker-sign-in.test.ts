import { startUserPool, type LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Life, type Death } from '../support/background/mortal.ts'
import { Person, shown, theOne } from '../support/background/signing-in.ts'
import { Stage } from '../support/background/stage.ts'

const OWN = 'Nina-her-own-1'

/** A sign-in of two steps. */
interface Deed {
  name: string
  user: 'totp' | 'newcomer'
  /** Makes the pool ask the second step again. */
  again(pool: LocalUserPool): void
  answer(pool: LocalUserPool): Parameters<Person['answer']>[0]
}

const deeds: Deed[] = [
  {
    name: 'an authenticator app’s code',
    user: 'totp',
    again: (pool) => pool.clock.advance(31_000),
    answer: (pool) => ({ code: pool.totpCode('totp') }),
  },
  {
    name: 'a new password',
    user: 'newcomer',
    again: (pool) =>
      pool.setUser('newcomer', {
        status: 'FORCE_CHANGE_PASSWORD',
        password: pool.users.newcomer.password,
      }),
    answer: () => ({ newPassword: OWN, attributes: { name: 'Nina' } }),
  },
]

let pool: LocalUserPool
beforeAll(async () => {
  pool = await startUserPool({ liftMinimums: true })
})
afterAll(() => pool.close())

/** The whole sign-in in one worker, which dies as told; the store and the pool are kept. */
async function play(deed: Deed, death?: Death): Promise<{ stage: Stage; life: Life; person: Person }> {
  deed.again(pool)
  const stage = new Stage(pool)
  const life = new Life(death)
  const person = await new Person(stage, stage.start(life)).knows('web')
  life.begin()
  const acting = person.begin(deed.user).then(() => person.answer(deed.answer(pool)))
  await Promise.race([acting, life.ended])
  life.end()
  return { stage, life, person }
}

const isSignedIn = (stage: Stage) => stage.views().some(({ state }) => state === 'signedIn')

/** What a person does who opens the page again: goes on where it was, or starts over where that is what it says. */
async function goOn(deed: Deed, stage: Stage, person: Person): Promise<void> {
  if (isSignedIn(stage)) return
  const [found] = shown(stage)
  if (found === undefined) return
  expect(found.asking).toBeUndefined()
  if (found.screen.step === 'start') return expect(found.problem).toMatchObject({ code: 'noAnswer' })
  const { id: transaction, turn } = found
  const asked = await person.worker.ask('answerSignIn', { transaction, turn, answer: deed.answer(pool) })
  if (asked.ok) return expect(isSignedIn(stage)).toBe(true)
  expect(theOne(stage).problem?.message ?? asked.error.message).toMatch(/only be used once|already been used/)
}

/** The full run takes both sides of every step, the short one of each step one, in turn. */
function sidesOf(step: number): readonly Death['moment'][] {
  if (process.env['FULL'] !== undefined) return ['before', 'after']
  return [step % 2 === 0 ? 'before' : 'after']
}

describe('a worker killed at every step of a sign-in with', () => {
  test.each(deeds)(
    '$name: the person goes on, or learns that it must be repeated',
    { timeout: 240_000 },
    async (deed) => {
      const { life } = await play(deed)
      expect(life.steps.filter((step) => step === 'network.fetch').length).toBeGreaterThan(2)
      for (const [index, step] of life.steps.entries()) {
        for (const moment of sidesOf(index)) {
          const { stage, person } = await play(deed, { call: index + 1, moment })
          try {
            await person.wake()
            await goOn(deed, stage, person)
            if (!isSignedIn(stage)) {
              deed.again(pool)
              const { signInName: username, password } = pool.users[deed.user]
              const profile = stage.profile('web')
              await person.worker.value('signIn', { profile, username, password, anew: true })
              await person.answer(deed.answer(pool))
            }
            expect(isSignedIn(stage)).toBe(true)
            expect(shown(stage)).toEqual([])
            const written = stage.session.log.join() + stage.local.log.join()
            expect(written).not.toContain(OWN)
            expect(written).not.toContain(pool.users[deed.user].password)
          } catch (cause) {
            throw new Error(`The worker died ${moment} step ${index + 1} (${step}).`, { cause })
          }
        }
      }
    },
  )
})
