import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startUserPool } from '../../src/index.ts'
import { callApi, refusalOf, tokensOf } from '../support/call-api.ts'
import { passwordSignIn } from '../support/password-sign-in.ts'

let directory: string
let dataFile: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'local-user-pool-'))
  dataFile = join(directory, 'pool.json')
})
afterEach(() => rmSync(directory, { recursive: true }))

test('users, keys and refresh tokens outlive the pool', async () => {
  const before = await startUserPool({ dataFile })
  const tokens = tokensOf(
    await passwordSignIn({ url: before.url, client: before.clients.web, user: before.users.ada }),
  )
  before.deleteUser('bob')
  await callApi(before.url, 'GetUser', { AccessToken: tokens.AccessToken })
  await before.close()

  const after = await startUserPool({ dataFile })
  const { AccessToken } = tokens
  expect(refusalOf(await callApi(after.url, 'GetUser', { AccessToken }))).toBe('200')
  const parameters = { ClientId: after.clients.web.id, RefreshToken: tokens.RefreshToken }
  expect(refusalOf(await callApi(after.url, 'GetTokensFromRefreshToken', parameters))).toBe('200')
  expect(() => after.disableUser('bob')).toThrow('The pool has no user bob.')
  expect(after.users.bob.username).toBe('bob')
  await after.close()
})

test('the file is its owner’s, and holds neither passwords nor tokens', async () => {
  const pool = await startUserPool({ dataFile })
  const answer = await passwordSignIn({ url: pool.url, client: pool.clients.web, user: pool.users.ada })
  await pool.close()
  expect(statSync(dataFile).mode & 0o777).toBe(0o600)
  const text = readFileSync(dataFile, 'utf8')
  expect(text).not.toContain(pool.users.ada.password)
  expect(text).not.toContain(tokensOf(answer).RefreshToken)
})

test.each([
  ['{', 'is not JSON. Name another file, or delete this one to begin anew.'],
  ['{"version":2}', 'is not a data file of a local user pool.'],
  [
    '{"version":1,"poolId":"eu-west-1_Other","keys":{},"users":[],"families":[]}',
    'belongs to the pool eu-west-1_Other, not to eu-west-1_LocalDemo.',
  ],
])('the file %s is refused and left alone', async (text, complaint) => {
  writeFileSync(dataFile, text)
  await expect(startUserPool({ dataFile })).rejects.toThrow(complaint)
  expect(readFileSync(dataFile, 'utf8')).toBe(text)
})
