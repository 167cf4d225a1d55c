import type { Claims } from '../crypto/jwt.ts'
import type { Group, Pool } from '../pool.ts'
import type { Client } from '../store/client.ts'
import type { RefreshFamily } from '../store/refresh-tokens.ts'
import type { User } from '../store/user.ts'
import { toSeconds } from '../clock.ts'

export interface TokenSubject {
  user: User
  client: Client
  family: RefreshFamily
}

const booleanAttributes = new Set(['email_verified', 'phone_number_verified'])

function byPrecedence([, a]: [string, Group], [, b]: [string, Group]): number {
  return (a.precedence ?? Infinity) - (b.precedence ?? Infinity)
}

function groupsOf(pool: Pool, user: User): [string, Group][] {
  const groups = user.groups.map((name): [string, Group] => [name, pool.groups[name] ?? {}])
  return groups.sort(byPrecedence)
}

function roleClaims(groups: [string, Group][]): Claims {
  const roles = groups.flatMap(([, { roleArn }]) => (roleArn === undefined ? [] : [roleArn]))
  const [preferred] = roles
  return preferred === undefined ? {} : { 'cognito:preferred_role': preferred, 'cognito:roles': roles }
}

function groupNames(groups: [string, Group][]): Claims {
  return groups.length === 0 ? {} : { 'cognito:groups': groups.map(([name]) => name) }
}

/** Attributes as the ID token has them: two are booleans, the address is an object, the rest strings. */
function attributeClaims(user: User): Claims {
  return Object.fromEntries(
    Object.entries(user.attributes).map(([name, value]) => {
      if (booleanAttributes.has(name)) return [name, value === 'true']
      return [name, name === 'address' ? { formatted: value } : value]
    }),
  )
}

function common(pool: Pool, { client, family }: TokenSubject): Claims {
  return {
    iss: pool.issuer,
    ...(client.revocation ? { origin_jti: family.originJti } : {}),
    event_id: family.eventId,
    auth_time: family.authTime,
    iat: toSeconds(pool.clock.now()),
    jti: pool.random.uuid(),
  }
}

export function idClaims(pool: Pool, subject: TokenSubject): Claims {
  const { user, client } = subject
  const groups = groupsOf(pool, user)
  return {
    sub: user.sub,
    ...groupNames(groups),
    ...roleClaims(groups),
    ...attributeClaims(user),
    'cognito:username': user.username,
    aud: client.id,
    token_use: 'id',
    exp: toSeconds(pool.clock.now()) + client.idTokenSeconds,
    ...common(pool, subject),
  }
}

export function accessClaims(pool: Pool, subject: TokenSubject): Claims {
  const { user, client, family } = subject
  return {
    sub: user.sub,
    ...(family.deviceKey === undefined ? {} : { device_key: family.deviceKey }),
    ...groupNames(groupsOf(pool, user)),
    client_id: client.id,
    token_use: 'access',
    scope: family.scope,
    ...(family.managedLogin === true ? { version: 2 } : {}),
    username: user.username,
    exp: toSeconds(pool.clock.now()) + client.accessTokenSeconds,
    ...common(pool, subject),
  }
}
