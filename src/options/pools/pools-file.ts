import { profileIdOf, type ProfileId } from '../../contract/identity.ts'
import { preferredFactors, type Profile, type ProfileInput } from '../../contract/profile.ts'
import { checkedPool, type Typed } from './pool-input.ts'
import { number, say } from '../../words/say.ts'

/** How such a file begins, so that another one is not taken for it. */
const FORMAT = 'cognito-shared-session/user-pools'

/** Characters: far more than anybody's user pools need. */
const LONGEST = 1_000_000
const MOST = 200

/** One user pool of a file: what would be stored of it, or why it is refused. */
export type FiledPool =
  | { state: 'good'; label: string; id: ProfileId; value: ProfileInput }
  | { state: 'refused'; label: string; why: string }

export type ReadFile = { ok: true; pools: FiledPool[] } | { ok: false; why: string }

/** User pools as a file that can be read elsewhere. A profile holds no secret: ids, addresses and choices alone. */
export function poolsFile(profiles: readonly Profile[]): string {
  const userPools = profiles.map(({ name, poolId, clientId, endpoint, login, preferred, plainPassword }) => {
    const input: ProfileInput = { name, poolId, clientId, endpoint, login, preferred, plainPassword }
    return input
  })
  return `${JSON.stringify({ format: FORMAT, version: 1, userPools }, null, 2)}\n`
}

/**
 * Reads what {@link poolsFile} wrote, or somebody else: each user pool is judged alone, and what is not known in it is
 * left out.
 */
export function readPoolsFile(text: string): ReadFile {
  if (text.length > LONGEST) return { ok: false, why: say('fileTooLong') }
  const { format, version, userPools } = parsed(text)
  if (format !== FORMAT || !Array.isArray(userPools)) {
    return { ok: false, why: say('fileForeign') }
  }
  if (version !== 1) {
    return {
      ok: false,
      why: say('fileNewer'),
    }
  }
  if (userPools.length === 0) return { ok: false, why: say('fileEmpty') }
  if (userPools.length > MOST) return { ok: false, why: say('fileTooMany', { count: number(MOST) }) }
  return { ok: true, pools: onlyOnce(userPools.map(filedPool)) }
}

function parsed(text: string): Record<string, unknown> {
  try {
    return membersOf(JSON.parse(text))
  } catch {
    return {}
  }
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

function filedPool(value: unknown, at: number): FiledPool {
  const members = membersOf(value)
  const login = membersOf(members['login'])
  const misfit = wrongKind(members, login)
  const typed = typedFrom(members, login)
  const label = typed.name.trim() || typed.poolId.trim() || say('filedNumber', { number: number(at + 1) })
  if (misfit !== undefined) return { state: 'refused', label, why: misfit }
  const checked = checkedPool(typed)
  if (!checked.ok) return { state: 'refused', label, why: Object.values(checked.wrong).join(' ') }
  return { state: 'good', label, id: profileIdOf(checked.value), value: checked.value }
}

function typedFrom(members: Record<string, unknown>, login: Record<string, unknown>): Typed {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const list = (value: unknown) => (isTexts(value) ? value : [])
  return {
    name: text(members['name']),
    poolId: text(members['poolId']),
    clientId: text(members['clientId']),
    endpoint: text(members['endpoint']),
    preferred: text(members['preferred']),
    plainPassword: members['plainPassword'] === true ? 'yes' : '',
    domain: text(login['domain']),
    scopes: list(login['scopes']).join(' '),
    providers: list(login['providers']).join(','),
  }
}

/** What the form could not have made, and what would else be read as if it were not there. */
function wrongKind(members: Record<string, unknown>, login: Record<string, unknown>): string | undefined {
  const kinds = ['name', 'poolId', 'clientId', 'endpoint', 'preferred'] as const
  const odd = kinds.find((name) => members[name] !== undefined && typeof members[name] !== 'string')
  if (odd !== undefined) return say('filedNoText', { name: odd })
  if (members['plainPassword'] !== undefined && typeof members['plainPassword'] !== 'boolean')
    return say('filedNoTick')
  const unlisted = (['scopes', 'providers'] as const).find(
    (name) => login[name] !== undefined && !isTexts(login[name]),
  )
  if (unlisted !== undefined) return say('filedNoList', { name: unlisted })
  if (members['login'] !== undefined && typeof login['domain'] !== 'string') return say('filedNoDomain')
  const { preferred } = members
  return preferred === undefined || preferredFactors.some((factor) => factor === preferred)
    ? undefined
    : say('filedNoFactor')
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function onlyOnce(pools: readonly FiledPool[]): FiledPool[] {
  const seen = new Set<ProfileId>()
  return pools.map((pool) => {
    if (pool.state === 'refused') return pool
    if (seen.has(pool.id)) {
      return { state: 'refused', label: pool.label, why: say('filedTwice') }
    }
    seen.add(pool.id)
    return pool
  })
}
