import { createHash, createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

export interface SigningKey {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
}

/** Cognito signs ID tokens with one key and access tokens with another; the JWKS has both. */
export interface SigningKeys {
  id: SigningKey
  access: SigningKey
}

/** PKCS #8 in PEM, for the data file. */
export interface StoredKeys {
  id: string
  access: string
}

export interface Jwk {
  alg: 'RS256'
  e: string
  kid: string
  kty: 'RSA'
  n: string
  use: 'sig'
}

const generate = promisify(generateKeyPair)

function signingKey(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey)
  const { n = '' } = publicKey.export({ format: 'jwk' })
  // Cognito's kids are 32 bytes in base64; a hash of the modulus keeps ours stable with the key.
  return { kid: createHash('sha256').update(n).digest('base64'), privateKey, publicKey }
}

async function freshKey(): Promise<SigningKey> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 })
  return signingKey(privateKey)
}

async function freshKeys(): Promise<SigningKeys> {
  const [id, access] = await Promise.all([freshKey(), freshKey()])
  return { id, access }
}

const keysOfThisRun = new Map<string, Promise<SigningKeys>>()

/** The keys of a pool: made once a process, so that a pool started again verifies what it signed before. */
export function keysFor(poolId: string): Promise<SigningKeys> {
  const known = keysOfThisRun.get(poolId)
  if (known !== undefined) return known
  const made = freshKeys()
  keysOfThisRun.set(poolId, made)
  return made
}

export function importKeys(stored: StoredKeys): SigningKeys {
  return { id: signingKey(createPrivateKey(stored.id)), access: signingKey(createPrivateKey(stored.access)) }
}

export function exportKeys(keys: SigningKeys): StoredKeys {
  const pem = (key: SigningKey): string => key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { id: pem(keys.id), access: pem(keys.access) }
}

export function jwks(keys: SigningKeys): { keys: Jwk[] } {
  const jwk = (key: SigningKey): Jwk => {
    const { n = '', e = '' } = key.publicKey.export({ format: 'jwk' })
    return { alg: 'RS256', e, kid: key.kid, kty: 'RSA', n, use: 'sig' }
  }
  return { keys: [jwk(keys.id), jwk(keys.access)] }
}
