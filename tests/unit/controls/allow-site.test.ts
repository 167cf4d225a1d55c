import { expect, test } from 'vitest'
import { allowSite, type AllowPort } from '../../../src/controls/allow-site.ts'
import { ada, grant } from '../../support/popup-stage/people.ts'
import { fakePort } from '../../support/popup-stage/fake-port.ts'

const question = {
  origin: grant.origin,
  gives: grant.gives,
  account: ada.account,
  tabId: 7,
  maySignOut: true,
  until: 'revoked',
} as const

/** A port that answers `allowSite` with these, one after the other, and writes down what was done in which order. */
function portThat(given: boolean | Error, answers: unknown[]) {
  const done: string[] = []
  const port = {
    ...fakePort({ stored: {} }),
    requestHost() {
      done.push('requestHost')
      return given instanceof Error ? Promise.reject(given) : Promise.resolve(given)
    },
    ask(method: string) {
      done.push(method)
      return Promise.resolve(answers.shift())
    },
  }
  return { done, port: port as unknown as AllowPort }
}

const waiting = { ok: true, value: { state: 'waiting' } }
const allowed = { ok: true, value: { state: 'allowed' } }
const none = { ok: true, value: null }
const failed = { ok: false, error: { code: 'unknownAccount', message: 'gone' } }

test('the browser’s question and the click’s record both go out before anything is awaited, in this order', () => {
  const { done, port } = portThat(true, [waiting, allowed])
  void allowSite(port, question)
  expect(done).toEqual(['requestHost', 'allowSite'])
})

test('a no is told to the background, so that the click counts no more', async () => {
  const { done, port } = portThat(false, [waiting, none])
  await allowSite(port, question)
  expect(done).toEqual(['requestHost', 'allowSite', 'declineSite'])
})

test.each([
  ['the permission is new: the grant is asked for again', true, [waiting, allowed], 'allowed', 2],
  ['the permission was there already: once is enough', true, [allowed], 'allowed', 1],
  ['the person says no', false, [waiting, none], 'declined', 1],
  ['the browser refuses to ask', new Error('no gesture'), [waiting, none], 'declined', 1],
  ['the background refuses', true, [failed], 'failed', 1],
  ['the background refuses the second time', true, [waiting, failed], 'failed', 2],
] as const)('%s', async (_, given, answers, state, asked) => {
  const { done, port } = portThat(given, [...answers])
  expect(await allowSite(port, question)).toMatchObject({ state })
  expect(done.filter((method) => method === 'allowSite')).toHaveLength(asked)
})
