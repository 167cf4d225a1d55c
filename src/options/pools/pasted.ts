import { isClientId, isDomain, isEndpoint, isPoolId } from '../../contract/profile.ts'
import { pairsIn, type Pairs } from './pairs.ts'
import { say } from '../../words/say.ts'

/** What a pasted text says of a user pool. */
export interface Found {
  poolId?: string
  clientId?: string
  /** Managed login's origin. */
  domain?: string
  endpoint?: string
  scopes?: readonly string[]
  providers?: readonly string[]
}

export type Pasted = { ok: true; found: Found } | { ok: false; why: string }

/** More than any configuration has; reading stays quick. */
const LONGEST = 50_000

/**
 * Finds out which user pool a text speaks of: two ids, `aws-exports`, `amplify_outputs.json`, what goes into
 * `Amplify.configure`, or an address of managed login. Never throws.
 */
export function readPasted(text: string): Pasted {
  if (text.trim() === '') return { ok: false, why: say('poolPasteFirst') }
  if (text.length > LONGEST) return { ok: false, why: say('poolPasteTooLong') }
  const found = inAddress(text.trim()) ?? { ...inWords(text), ...inObject(pairsIn(text)) }
  if (found.poolId !== undefined || found.clientId !== undefined) return { ok: true, found }
  return { ok: false, why: identityPool(text) ?? say('poolPasteNothing') }
}

/** https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html */
function inAddress(text: string): Found | undefined {
  if (!URL.canParse(text)) return undefined
  const { origin, searchParams } = new URL(text)
  const clientId = searchParams.get('client_id') ?? ''
  if (!isDomain(origin) || !isClientId(clientId)) return undefined
  const scopes = searchParams.get('scope')?.split(/[ +]/).filter(Boolean) ?? []
  const provider = searchParams.get('identity_provider')
  return {
    clientId,
    domain: origin,
    ...(scopes.length === 0 ? {} : { scopes }),
    ...(provider === null || provider === 'COGNITO' ? {} : { providers: [provider] }),
  }
}

/** Two ids with anything around them; an issuer's address holds one. */
function inWords(text: string): Found {
  const poolId = /(?<![\w-])[a-z]{2}(?:-[a-z]+)+-\d_[0-9A-Za-z]+/.exec(text)?.[0]
  const clientId = /(?<![\w-])(?=[0-9a-z]*\d)[0-9a-z]{20,64}(?![\w-])/.exec(text)?.[0]
  return {
    ...(poolId !== undefined && isPoolId(poolId) ? { poolId } : {}),
    ...(clientId === undefined ? {} : { clientId }),
  }
}

const names = {
  poolId: ['userPoolId', 'user_pool_id', 'aws_user_pools_id', 'UserPoolId'],
  clientId: [
    'userPoolClientId',
    'userPoolWebClientId',
    'user_pool_client_id',
    'aws_user_pools_web_client_id',
    'ClientId',
  ],
  domain: ['domain'],
  endpoint: ['userPoolEndpoint', 'endpoint'],
  scopes: ['scopes', 'scope'],
  providers: ['identity_providers', 'providers', 'aws_cognito_social_providers'],
} as const

function inObject(pairs: Pairs): Found {
  const text = (kind: keyof typeof names) =>
    names[kind].map((name) => pairs.get(name)).find((value) => typeof value === 'string') ?? ''
  const list = (kind: keyof typeof names) =>
    names[kind].map((name) => pairs.get(name)).find((value) => typeof value === 'object') ?? []
  const [poolId, clientId, domain, endpoint] = [
    text('poolId'),
    text('clientId'),
    originOfDomain(text('domain')),
    text('endpoint'),
  ]
  const scopes = list('scopes')
  const providers = list('providers').map((name) => providerNames[name.toUpperCase()] ?? name)
  return {
    ...(isPoolId(poolId) ? { poolId } : {}),
    ...(isClientId(clientId) ? { clientId } : {}),
    ...(domain === undefined ? {} : { domain }),
    ...(endpoint !== '' && isEndpoint(endpoint) ? { endpoint } : {}),
    ...(scopes.length === 0 ? {} : { scopes }),
    ...(providers.length === 0 ? {} : { providers }),
  }
}

/** A domain as configurations have it, mostly without a scheme. */
export function originOfDomain(text: string): string | undefined {
  const name = text.trim().replace(/\/+$/, '')
  if (name === '') return undefined
  const local = /^(localhost|127\.0\.0\.1)(:|$)/.test(name)
  const address = name.includes('://') ? name : `${local ? 'http' : 'https'}://${name}`
  if (!URL.canParse(address)) return undefined
  const { origin } = new URL(address)
  return isDomain(origin) ? origin : undefined
}

/** Amplify's names for the identity providers that Cognito has names for. */
const providerNames: Readonly<Record<string, string>> = {
  GOOGLE: 'Google',
  FACEBOOK: 'Facebook',
  AMAZON: 'LoginWithAmazon',
  LOGIN_WITH_AMAZON: 'LoginWithAmazon',
  APPLE: 'SignInWithApple',
  SIGN_IN_WITH_APPLE: 'SignInWithApple',
}

function identityPool(text: string): string | undefined {
  if (!/[a-z]{2}(?:-[a-z]+)+-\d:[0-9a-f]{8}-/.test(text)) return undefined
  return say('poolPasteIdentity')
}
