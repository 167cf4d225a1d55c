import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSignIn, usersAt } from '../../support/background/sign-in-users.ts'
import { screenOf, shown, theOne, type Person } from '../../support/background/signing-in.ts'
import type { Stage } from '../../support/background/stage.ts'

let stage: Stage
let person: Person

beforeEach(async () => {
  ;({ stage, person } = await openSignIn())
})
afterEach(() => stage.close())

const { code, signedIn } = usersAt(() => stage)

describe('two windows', () => {
  test('of which the second answers a step that is past are told apart', async () => {
    await person.begin('choice')
    const { id: transaction, turn } = theOne(stage)
    await person.answer({ choice: 'SMS_MFA' })
    const late = { transaction, turn, answer: { choice: 'EMAIL_OTP' } }
    expect(await person.worker.refusal('answerSignIn', late)).toBe('stepPassed')
    expect(screenOf(stage)).toMatchObject({ medium: 'sms' })
  })

  test('that answer at the same moment: one is taken, the other told so', async () => {
    await person.begin('sms')
    const { id: transaction, turn } = theOne(stage)
    const question = { transaction, turn, answer: { code: code('sms') } }
    const answers = await Promise.all([
      person.worker.ask('answerSignIn', question),
      person.worker.ask('answerSignIn', question),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'stepPassed' } })
    signedIn('sms')
  })

  test('of which the second is opened while the first is being answered: the new step stays', async () => {
    await person.begin('choice')
    const { id: transaction, turn } = theOne(stage)
    await person.begin('email', 'srpOnly')
    stage.pool.faults.add({ operation: 'RespondToAuthChallenge', fault: { kind: 'latency', ms: 300 } })
    const { calls } = stage.pool
    const answers = calls.count('RespondToAuthChallenge')
    const question = { transaction, turn, answer: { choice: 'SMS_MFA' } }
    const answered = person.worker.value('answerSignIn', question)
    await calls.reached('RespondToAuthChallenge', answers + 1)
    // The page that opens reads both; the other's record comes after the first has been answered.
    const get = stage.session.get.bind(stage.session)
    stage.session.get = async (key) => {
      if (!key.startsWith('transaction:steps:') || key.endsWith(transaction)) return get(key)
      stage.session.get = get
      await answered
      return get(key)
    }
    await person.worker.value('resumeSignIns', {})
    const one = shown(stage).find(({ id }) => id === transaction)
    expect(one).toMatchObject({ turn: turn + 1, screen: { step: 'code', medium: 'sms' } })
    expect(one?.problem).toBeUndefined()
  })

  test('of which the second starts anew: it is asked, and the first is given up only then', async () => {
    const first = await person.begin('sms')
    expect(await person.begin('ada')).toEqual({ state: 'elsewhere', transaction: theOne(stage).id })
    expect(theOne(stage).id).toBe('transaction' in first ? first.transaction : '')
    const { signInName: username, password } = stage.pool.users.ada
    await person.worker.value('signIn', { profile: stage.profile('web'), username, password, anew: true })
    expect(shown(stage)).toEqual([])
    signedIn('ada')
  })

  test('at two user pools do not touch each other', async () => {
    await person.begin('sms')
    await person.begin('email', 'srpOnly')
    expect(shown(stage)).toHaveLength(2)
  })

  test('of which one gives the sign-in up while the other’s answer is on its way: its tokens are revoked', async () => {
    await person.begin('sms')
    const { id: transaction } = theOne(stage)
    stage.pool.faults.add({ operation: 'RespondToAuthChallenge', fault: { kind: 'latency', ms: 300 } })
    const refused = person.refusal({ code: code('sms') })
    await stage.pool.calls.reached('RespondToAuthChallenge', 2)
    await person.worker.value('cancelSignIn', { transaction })
    expect(await refused).toBe('signInGone')
    expect(stage.views()).toEqual([])
    expect(stage.pool.issueHistory().map(({ revoked }) => revoked)).toEqual([true])
  })

  test('a user pool that is removed takes its sign-ins along', async () => {
    await person.begin('sms')
    await person.worker.value('removeProfile', { profile: stage.profile('web') })
    expect(shown(stage)).toEqual([])
  })

  test('more sign-ins than anybody needs: the oldest give way', async () => {
    const { pool } = stage
    for (let index = 0; index < 10; index += 1) {
      const clientId = `nobodysclient00000000${index}`
      stage.session.items.set(
        `transaction:steps:${index}`,
        JSON.stringify({
          version: 1,
          id: String(index),
          profile: `${pool.poolId}/${clientId}`,
          username: 'x',
          way: 'password',
          turn: 1,
          session: 's',
          screen: { step: 'start' },
          expiresAt: stage.time.now() + 60_000 + index,
        }),
      )
    }
    await person.begin('sms')
    expect(stage.session.text('transaction:').split('\n')).toHaveLength(8)
    expect(theOne(stage).username).toBe('sam')
  })
})
