import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { secretHash, startUserPool } from '../../src/index.ts'
import type { LocalUserPool } from '../../src/index.ts'
import { callApi, refusalOf } from '../support/call-api.ts'
import type { Answer } from '../support/call-api.ts'
import { publicValue, signature, timestampOf } from '../support/srp-client.ts'

const a = 0xabcdefn ** 9n
const wrong = 'NotAuthorizedException: Incorrect username or password.'

let pool: LocalUserPool
beforeEach(async () => {
  pool = await startUserPool()
})
afterEach(() => pool.close())

interface Parameters {
  SALT: string
  SECRET_BLOCK: string
  SRP_B: string
  USERNAME: string
  USER_ID_FOR_SRP: string
}

async function challenge(USERNAME: string, clientId: string, extra: object = {}): Promise<Parameters> {
  const answer = await callApi(pool.url, 'InitiateAuth', {
    AuthFlow: 'USER_SRP_AUTH',
    ClientId: clientId,
    AuthParameters: { USERNAME, SRP_A: publicValue(a), ...extra },
  })
  const text = (name: string): string => String(Object(answer.json.ChallengeParameters)[name])
  return {
    SALT: text('SALT'),
    SECRET_BLOCK: text('SECRET_BLOCK'),
    SRP_B: text('SRP_B'),
    USERNAME: text('USERNAME'),
    USER_ID_FOR_SRP: text('USER_ID_FOR_SRP'),
  }
}

function respond(
  given: Parameters,
  password: string,
  clientId: string,
  changes: object = {},
): Promise<Answer> {
  const timestamp = timestampOf(pool.clock.now())
  const who = { group: 'LocalDemo', user: given.USER_ID_FOR_SRP, password }
  return callApi(pool.url, 'RespondToAuthChallenge', {
    ChallengeName: 'PASSWORD_VERIFIER',
    ClientId: clientId,
    ChallengeResponses: {
      USERNAME: given.USERNAME,
      PASSWORD_CLAIM_SECRET_BLOCK: given.SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: signature(who, a, given, timestamp),
      TIMESTAMP: timestamp,
      ...changes,
    },
  })
}

describe('PASSWORD_VERIFIER', () => {
  test('a block is answered once', async () => {
    const { id } = pool.clients.web
    const given = await challenge('ada', id)
    expect(refusalOf(await respond(given, pool.users.ada.password, id))).toBe('200')
    expect(refusalOf(await respond(given, pool.users.ada.password, id))).toBe(wrong)
  })

  test('a block is spent by a wrong answer too', async () => {
    const { id } = pool.clients.web
    const given = await challenge('ada', id)
    expect(refusalOf(await respond(given, 'wrong', id))).toBe(wrong)
    expect(refusalOf(await respond(given, pool.users.ada.password, id))).toBe(wrong)
  })

  test('a block belongs to its client and its user', async () => {
    const { web, legacy } = pool.clients
    const given = await challenge('ada', web.id)
    expect(refusalOf(await respond(given, pool.users.ada.password, legacy.id))).toBe(wrong)
    expect(refusalOf(await respond(given, pool.users.ada.password, web.id, { USERNAME: 'bob' }))).toBe(wrong)
  })

  test('a block lives as long as the client’s sign-ins may take', async () => {
    const { id } = pool.clients.web
    const late = await challenge('ada', id)
    pool.clock.advance(180_000)
    expect(refusalOf(await respond(late, pool.users.ada.password, id))).toBe(wrong)
  })

  test('USER_ID_FOR_SRP is the pool’s user name, whatever was typed', async () => {
    const given = await challenge('grace@example.com', pool.clients.web.id)
    expect(given.USER_ID_FOR_SRP).toBe(pool.users.grace.username)
    expect(refusalOf(await respond(given, pool.users.grace.password, pool.clients.web.id))).toBe('200')
  })

  test('salt stays, B and the block are new each time', async () => {
    const { id } = pool.clients.web
    const [first, second] = [await challenge('ada', id), await challenge('ada', id)]
    expect(second.SALT).toBe(first.SALT)
    expect(second.SRP_B).not.toBe(first.SRP_B)
    expect(second.SECRET_BLOCK).not.toBe(first.SECRET_BLOCK)
  })

  test('an unknown user looks like any other, with a salt that stays', async () => {
    const { id } = pool.clients.web
    const [first, second] = [await challenge('nobody', id), await challenge('nobody', id)]
    expect(second.SALT).toBe(first.SALT)
    expect((await challenge('somebody', id)).SALT).not.toBe(first.SALT)
    expect(first).toMatchObject({ USERNAME: 'nobody', USER_ID_FOR_SRP: 'nobody' })
    expect(refusalOf(await respond(first, 'any', id))).toBe(wrong)
  })

  test.each([
    [
      'TIMESTAMP',
      '2026-11-22',
      'InvalidParameterException: TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.',
    ],
    [
      'TIMESTAMP',
      'Thu Jan 1 00:00:00 UTC 1970',
      'NotAuthorizedException: TIMESTAMP is too far from the current time.',
    ],
    ['TIMESTAMP', '', 'InvalidParameterException: Missing required parameter TIMESTAMP'],
    ['PASSWORD_CLAIM_SECRET_BLOCK', 'AAAA', wrong],
    ['PASSWORD_CLAIM_SIGNATURE', 'AAAA', wrong],
  ])('%s = %j is refused', async (name, value, refusal) => {
    const { id } = pool.clients.web
    const given = await challenge('ada', id)
    expect(refusalOf(await respond(given, pool.users.ada.password, id, { [name]: value }))).toBe(refusal)
  })

  test('a client with a secret wants the hash over the pool’s user name after the first step', async () => {
    const { id, secret = '' } = pool.clients.secret
    const { password, username, signInName } = pool.users.grace
    const typed = { SECRET_HASH: secretHash(secret, signInName, id) }
    const given = await challenge(signInName, id, typed)
    expect(refusalOf(await respond(given, password, id, typed))).toContain('Unable to verify secret hash')
    const own = { SECRET_HASH: secretHash(secret, username, id) }
    expect(refusalOf(await respond(given, password, id, own))).toBe('200')
  })
})
