import { concat, fromBase64, fromHex, hmacSha256, sha256, toBase64, toHex, utf8 } from '../bytes.ts'
import type { Bytes } from '../bytes.ts'
import { CognitoError } from '../cognito-error.ts'
import type { Ports } from '../ports.ts'
import type { EpochMs } from '../time.ts'
import { g, groupPrime, multiplier } from './group.ts'
import { modPow } from './mod-pow.ts'
import { bytesOf, fromDigits, hashToNumber, padHex } from './numbers.ts'
import { timestamp } from './timestamp.ts'

/** Who proves a password: a user in a pool, or a device in its group. */
export interface Prover {
  /** The pool's name, or the device group's key. */
  realm: string
  /** The user's name in the pool (`USER_ID_FOR_SRP`), or the device's key. */
  identity: string
  password: string
}

/** Cognito's side of the exchange, from `ChallengeParameters`. */
export interface ServerChallenge {
  SRP_B: string
  SALT: string
  SECRET_BLOCK: string
}

export interface PasswordProof {
  signature: string
  timestamp: string
}

/** The client's side of SRP-6a (RFC 2945, RFC 5054) in Cognito's variant, for one sign-in. */
export class SrpExchange {
  readonly #secret: bigint
  readonly #public: bigint

  /** @param secret fresh random bytes: 256 bits are enough, since the group's strength is less */
  constructor(secret: Uint8Array) {
    this.#secret = fromDigits(toHex(secret))
    this.#public = modPow(g, this.#secret, groupPrime())
    if (this.#public % groupPrime() === 0n) throw illegal('A mod N cannot be 0.')
  }

  static begin(ports: Ports): SrpExchange {
    return new SrpExchange(ports.getRandomValues(new Uint8Array(32)))
  }

  /** `SRP_A`. */
  get publicValue(): string {
    return this.#public.toString(16)
  }

  /** Proves the password without telling it. */
  async prove(prover: Prover, challenge: ServerChallenge, now: EpochMs): Promise<PasswordProof> {
    const key = await this.#key(prover, fromDigits(challenge.SRP_B), fromDigits(challenge.SALT))
    const time = timestamp(now)
    const message = concat(
      utf8(prover.realm),
      utf8(prover.identity),
      fromBase64(challenge.SECRET_BLOCK),
      utf8(time),
    )
    return { signature: toBase64(await hmacSha256(key, message)), timestamp: time }
  }

  async #key(prover: Prover, B: bigint, salt: bigint): Promise<Bytes> {
    const N = groupPrime()
    if (B % N === 0n) throw illegal('B cannot be zero.')
    const u = await hashToNumber(fromHex(padHex(this.#public) + padHex(B)))
    if (u === 0n) throw illegal('U cannot be zero.')
    const x = await passwordNumber(prover, salt)
    const base = (((B - (await multiplier()) * modPow(g, x, N)) % N) + N) % N
    const S = modPow(base, this.#secret + u * x, N)
    return await deriveKey(bytesOf(S), bytesOf(u))
  }
}

/** SRP's `x`: the salted hash of who and what. */
export async function passwordNumber({ realm, identity, password }: Prover, salt: bigint): Promise<bigint> {
  const identityHash = await sha256(utf8(`${realm}${identity}:${password}`))
  return await hashToNumber(concat(bytesOf(salt), identityHash))
}

/** HKDF (RFC 5869) with SHA-256, 16 bytes, under Cognito's own label. */
async function deriveKey(secret: Bytes, salt: Bytes): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8('Caldera Derived Key') }
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, key, 128))
}

function illegal(what: string): CognitoError {
  return new CognitoError('InvalidServerValue', `The sign-in was broken off: ${what}`)
}
