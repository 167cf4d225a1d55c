import { verifierFor } from './crypto/srp.ts'
import { totpCode } from './crypto/totp.ts'
import { complaintAbout } from './store/client.ts'
import type { ClientSettings } from './store/client.ts'
import type { User } from './store/user.ts'
import type { ClientInfo, LocalUserPool, UserChanges, UserInfo } from './local-user-pool.ts'
import { poolName } from './pool.ts'
import { refreshHistory } from './refresh-history.ts'
import type { Seed, SeedUser } from './seed.ts'
import type { SetUp } from './set-up.ts'

type Controls = Omit<LocalUserPool<Seed>, 'calls' | 'close' | 'faults' | 'loginUrl' | 'url'>

function userInfo(seed: SeedUser, user: User | undefined): UserInfo {
  const email = seed.attributes?.email
  const username = user?.username ?? seed.username ?? seed.sub ?? ''
  return {
    signInName: seed.username ?? email ?? seed.attributes?.phone_number ?? username,
    password: seed.password ?? '',
    username,
    sub: user?.sub ?? seed.sub ?? '',
    ...(email === undefined ? {} : { email }),
  }
}

/** What the seed's user is called in the pool. */
function typedName(seed: SeedUser | undefined): string | undefined {
  return seed?.username ?? seed?.sub ?? seed?.attributes?.email
}

/** The user by the seed's name, or by anything the person may type. */
function finder({ pool, seed }: SetUp): (name: string) => User {
  return (name) => {
    const seeded = Object.hasOwn(seed.users, name) ? typedName(seed.users[name]) : undefined
    const user = pool.users.find(seeded ?? name)
    if (user === undefined) throw new Error(`The pool has no user ${name}.`)
    return user
  }
}

/** A user whom the data file no longer has is described by the seed alone. */
function userInfos({ pool, seed }: SetUp): Record<string, UserInfo> {
  const infos = Object.entries(seed.users).map(([name, user]) => {
    return [name, userInfo(user, pool.users.find(typedName(user) ?? ''))]
  })
  return Object.fromEntries(infos)
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
    inbox: pool.inbox,
    totpCode: (user) => {
      const { totpSecret, pendingTotpSecret } = find(user).mfa
      return totpCode(pendingTotpSecret ?? totpSecret ?? '', clock.now())
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
