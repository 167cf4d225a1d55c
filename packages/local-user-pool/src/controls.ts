import { verifierFor } from './crypto/srp.ts'
import { complaintAbout } from './store/client.ts'
import type { ClientSettings } from './store/client.ts'
import type { User } from './store/user.ts'
import type { ClientInfo, LocalUserPool, UserChanges, UserInfo } from './local-user-pool.ts'
import { poolName } from './pool.ts'
import { refreshHistory } from './refresh-history.ts'
import type { Seed, SeedUser } from './seed.ts'
import type { SetUp } from './set-up.ts'

type Controls = Omit<LocalUserPool<Seed>, 'close' | 'faults' | 'calls' | 'url'>

function userInfo(seed: SeedUser, user: User): UserInfo {
  const email = seed.attributes?.email
  return {
    signInName: seed.username ?? email ?? seed.attributes?.phone_number ?? user.username,
    password: seed.password ?? '',
    username: user.username,
    sub: user.sub,
    ...(email === undefined ? {} : { email }),
  }
}

/** The user by the seed's name, or by anything the person may type. */
function finder({ pool, seed }: SetUp): (name: string) => User {
  const typed = (name: string): string => {
    const seeded = Object.hasOwn(seed.users, name) ? seed.users[name] : undefined
    return seeded?.username ?? seeded?.sub ?? seeded?.attributes?.email ?? name
  }
  return (name) => {
    const user = pool.users.find(typed(name))
    if (user === undefined) throw new Error(`The pool has no user ${name}.`)
    return user
  }
}

function userInfos(setUp: SetUp): Record<string, UserInfo> {
  const find = finder(setUp)
  return Object.fromEntries(
    Object.entries(setUp.seed.users).map(([name, seed]) => [name, userInfo(seed, find(name))]),
  )
}

function changeUser({ pool }: SetUp, user: User, { password, ...changes }: UserChanges): void {
  const { attributes, groups, ...standing } = changes
  Object.assign(user, standing, { modifiedAt: pool.clock.now() })
  if (attributes !== undefined) user.attributes = { ...user.attributes, ...attributes }
  if (groups !== undefined) user.groups = [...groups]
  if (password === undefined) return
  user.verifier = verifierFor(
    { group: poolName(pool.id), user: user.username },
    password,
    pool.random.bytes(16),
  )
}

function changeClient(client: ClientInfo, changes: Partial<ClientSettings>, liftMinimums: boolean): void {
  const changed = { ...client, ...changes }
  const complaint = complaintAbout(changed, liftMinimums)
  if (complaint !== undefined) throw new RangeError(`App client ${client.name}: ${complaint}`)
  Object.assign(client, changes)
}

/** Everything a test does to the pool and asks of it, beside calling it. */
export function controls(setUp: SetUp, liftMinimums: boolean): Controls {
  const { pool, clock } = setUp
  const find = finder(setUp)
  const clients = Object.fromEntries(pool.clients.all().map((client) => [client.name, client]))
  return {
    poolId: pool.id,
    region: pool.region,
    issuer: pool.issuer,
    clients,
    users: userInfos(setUp),
    clock,
    setClient: (name, changes) => {
      const client = clients[name]
      if (client === undefined) throw new Error(`The seed has no app client ${name}.`)
      changeClient(client, changes, liftMinimums)
    },
    setUser: (user, changes) => changeUser(setUp, find(user), changes),
    disableUser: (user) => changeUser(setUp, find(user), { enabled: false }),
    enableUser: (user) => changeUser(setUp, find(user), { enabled: true }),
    deleteUser: (user) => pool.users.delete(find(user).username),
    revokeTokens: (user) => pool.refreshTokens.revokeAllOf(find(user).sub, clock.now()),
    isRevoked: (refreshToken) => {
      const known = pool.refreshTokens.find(refreshToken)
      if (known === undefined) throw new Error('The pool never issued this refresh token.')
      return known.family.revokedAt !== undefined
    },
    issueHistory: () => pool.refreshTokens.families().map((family) => refreshHistory(family)),
  }
}
