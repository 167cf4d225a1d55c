import { expect, test } from 'vitest'
import { systemRandom } from '../../src/defaults.ts'
import { demoSeed } from '../../src/demo-seed.ts'
import { clientsFrom, userFrom } from '../../src/plant.ts'

const id = '0'.repeat(26)
const held = { liftMinimums: false, callbackUrls: [] }
const lifted = { ...held, liftMinimums: true }

test('the demo’s client ids are such as Cognito makes, and all different', () => {
  const ids = Object.values(demoSeed.clients).map((client) => client.id)
  for (const client of ids) expect(client).toMatch(/^[0-9a-z]{26}$/)
  expect(new Set(ids).size).toBe(ids.length)
})

test('the demo’s subs are UUIDs, and all different', () => {
  const subs = Object.values(demoSeed.users).map(({ sub }) => sub)
  for (const sub of subs)
    expect(sub).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(subs).size).toBe(subs.length)
})

test.each([
  [{ accessTokenSeconds: 299 }, 'accessTokenSeconds is 299, and must be 300 to 86400'],
  [{ idTokenSeconds: 86_401 }, 'idTokenSeconds is 86401, and must be 300 to 86400'],
  [{ refreshTokenSeconds: 3599 }, 'refreshTokenSeconds is 3599, and must be 3600 to 315360000'],
  [{ authSessionSeconds: 901 }, 'authSessionSeconds is 901, and must be 180 to 900'],
  [{ rotation: { graceSeconds: 61 } }, 'rotation.graceSeconds is 61, and must be 0 to 60'],
])('a client with %o is refused', (settings, complaint) => {
  expect(() => clientsFrom({ users: {}, clients: { odd: { id, ...settings } } }, held)).toThrow(
    `App client odd: ${complaint}`,
  )
})

test('the switch lifts the lower bounds, and no upper one', () => {
  const seconds = (accessTokenSeconds: number): unknown =>
    clientsFrom({ users: {}, clients: { odd: { id, accessTokenSeconds } } }, lifted)
  expect(() => seconds(1)).not.toThrow()
  expect(() => seconds(0)).toThrow('must be 1 to 86400')
  expect(() => seconds(86_401)).toThrow(RangeError)
})

test('a short client is raised to Cognito’s shortest lives where they hold', () => {
  const { short } = demoSeed.clients
  expect(clientsFrom(demoSeed, held).usable(short.id).accessTokenSeconds).toBe(300)
  expect(clientsFrom(demoSeed, lifted).usable(short.id).accessTokenSeconds).toBe(30)
})

test('a user is kept without the password, and is called by the sub where there is no user name', () => {
  const user = userFrom(
    { password: 'secret', attributes: { email: 'a@example.com' } },
    'eu-west-1_X',
    systemRandom,
    7,
  )
  expect(user).toMatchObject({ username: user.sub, status: 'CONFIRMED', enabled: true, createdAt: 7 })
  expect(JSON.stringify(user)).not.toContain('secret')
})

test('addresses to return to are added to every client’s own', () => {
  const clients = clientsFrom(demoSeed, { ...held, callbackUrls: ['https://b.example/'] })
  expect(clients.usable(demoSeed.clients.web.id).callbackUrls).toEqual([
    'http://localhost:3000/callback',
    'https://b.example/',
  ])
})
