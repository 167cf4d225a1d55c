import {
  isClientId,
  isEndpoint,
  isPoolId,
  LONGEST_NAME,
  preferredFactors,
  type ManagedLogin,
  type Profile,
  type ProfileInput,
} from '../../contract/profile.ts'
import { originOfDomain, type Found } from './pasted.ts'
import { say } from '../../words/say.ts'

type PoolField =
  | 'poolId'
  | 'clientId'
  | 'name'
  | 'domain'
  | 'scopes'
  | 'providers'
  | 'preferred'
  | 'plainPassword'
  | 'endpoint'

/** What stands in the form's fields; a tick that is not there is empty. */
export type Typed = Record<PoolField, string>

/** A sentence for each field that is wrong. */
export type Wrong = Partial<Record<PoolField, string>>

export type CheckedPool = { ok: true; value: ProfileInput } | { ok: false; wrong: Wrong }

/** The last is for signing out everywhere. */
const USUAL_SCOPES = 'openid email profile aws.cognito.signin.user.admin'

export function typedFrom(found: Found): Typed {
  return {
    poolId: found.poolId ?? '',
    clientId: found.clientId ?? '',
    name: '',
    domain: found.domain ?? '',
    scopes: found.scopes?.join(' ') ?? USUAL_SCOPES,
    providers: found.providers?.join(', ') ?? '',
    preferred: '',
    plainPassword: '',
    endpoint: found.endpoint ?? '',
  }
}

export function typedOf(profile: Profile): Typed {
  const { poolId, clientId, name, endpoint = '', preferred = '', plainPassword } = profile
  const { domain = '', scopes, providers } = profile.login ?? {}
  return {
    ...typedFrom({
      poolId,
      clientId,
      endpoint,
      domain,
      ...(scopes && { scopes }),
      ...(providers && { providers }),
    }),
    name,
    preferred,
    plainPassword: plainPassword === true ? 'yes' : '',
  }
}

/** What stands in the form, made into a user pool's profile, or what is wrong with it, by field. */
export function checkedPool(typed: Typed): CheckedPool {
  const [poolId, clientId, endpoint] = [typed.poolId.trim(), typed.clientId.trim(), typed.endpoint.trim()]
  const name = (typed.name.trim() === '' ? poolId : typed.name.trim()).slice(0, LONGEST_NAME)
  const login = checkedLogin(typed)
  const wrong = {
    ...(isPoolId(poolId) ? {} : { poolId: say('wrong_poolId') }),
    ...(isClientId(clientId) ? {} : { clientId: say('wrong_clientId') }),
    ...(endpoint === '' || isEndpoint(endpoint) ? {} : { endpoint: say('wrong_endpoint') }),
    ...(login === 'domain' || login === 'scopes' ? { [login]: say(`wrong_${login}`) } : {}),
  }
  if (Object.keys(wrong).length > 0 || typeof login === 'string') return { ok: false, wrong }
  const preferred = preferredFactors.find((factor) => factor === typed.preferred)
  const value = {
    name,
    poolId,
    clientId,
    ...(login === undefined ? {} : { login }),
    ...(preferred === undefined ? {} : { preferred }),
    ...(typed.plainPassword === '' ? {} : { plainPassword: true }),
  }
  return { ok: true, value: endpoint === '' ? value : { ...value, endpoint: endpoint.replace(/\/+$/, '') } }
}

/** RFC 6749, 3.3: printable ASCII without space, quote and backslash. */
const SCOPE = /^[!#-[\]-~]{1,128}$/

/** Managed login, if a domain is given; the name of the field that is wrong. `openid` is always asked for. */
function checkedLogin({ domain, scopes, providers }: Typed): ManagedLogin | undefined | 'domain' | 'scopes' {
  if (domain.trim() === '') return undefined
  const origin = originOfDomain(domain)
  if (origin === undefined) return 'domain'
  const words = [...new Set(['openid', ...scopes.split(/[\s,]+/).filter(Boolean)])]
  if (words.length > 50 || !words.every((word) => SCOPE.test(word))) return 'scopes'
  const names = providers
    .split(',')
    .map((name) => name.trim().slice(0, 128))
    .filter(Boolean)
    .slice(0, 50)
  return { domain: origin, scopes: words, ...(names.length === 0 ? {} : { providers: names }) }
}
