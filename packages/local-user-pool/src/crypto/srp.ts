import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { G, N, modularPower, toBytes, toInteger } from './modular-power.ts'

/** What the pool keeps instead of a password: both as hexadecimal numbers. */
export interface SrpVerifier {
  salt: string
  verifier: string
}

/** Who proves to know a password: the pool's name and the user, or a device group and the device. */
export interface SrpIdentity {
  /** The pool id behind the underscore; for a device its group key. */
  group: string
  /** The pool's user name; for a device its key. */
  user: string
}

/** The server's half of one attempt. */
export interface SrpExchange {
  /** The client's public value. */
  A: bigint
  /** The server's secret. */
  b: bigint
  /** The server's public value, hexadecimal, as SRP_B goes out. */
  B: string
}

function hash(...parts: (string | Uint8Array)[]): Buffer {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest()
}

/** Two's complement bytes of a non-negative integer, with a leading zero where the top bit is set: Java's BigInteger. */
export function signedBytes(integer: bigint): Buffer {
  const bytes = toBytes(integer)
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes
}

const k = toInteger(hash(signedBytes(N), signedBytes(G)))

/** Reads a hexadecimal number of any length, odd ones included; undefined for anything else. */
function fromHex(text: string): bigint | undefined {
  return /^[0-9a-f]+$/i.test(text) ? BigInt(`0x${text}`) : undefined
}

function privateKey(identity: SrpIdentity, password: string, salt: bigint): bigint {
  const inner = hash(`${identity.group}${identity.user}:${password}`)
  return toInteger(hash(signedBytes(salt), inner))
}

/** The verifier g ^ x for a password; `salt` is 16 random bytes. */
export function verifierFor(identity: SrpIdentity, password: string, salt: Uint8Array): SrpVerifier {
  const saltNumber = toInteger(salt)
  const verifier = modularPower(G, privateKey(identity, password, saltNumber))
  return { salt: saltNumber.toString(16), verifier: verifier.toString(16) }
}

/** Whether a password typed in plain is the one behind the verifier. */
export function passwordMatches(identity: SrpIdentity, password: string, known: SrpVerifier): boolean {
  const salt = fromHex(known.salt) ?? 0n
  const typed = modularPower(G, privateKey(identity, password, salt)).toString(16)
  const digest = (text: string): Buffer => hash(text)
  return timingSafeEqual(digest(typed), digest(known.verifier))
}

/** The server's answer to A; undefined where A is no usable public value (RFC 5054 section 2.5.4). */
export function openExchange(srpA: string, known: SrpVerifier, secret: Uint8Array): SrpExchange | undefined {
  const A = fromHex(srpA)
  if (A === undefined || A % N === 0n) return undefined
  const b = toInteger(secret)
  const v = fromHex(known.verifier) ?? 0n
  const B = (k * v + modularPower(G, b)) % N
  return { A: A % N, b, B: B.toString(16) }
}

/** Bases whose powers anybody knows. A device brings a verifier of its own making. */
function isTrivial(base: bigint): boolean {
  return base <= 1n || base >= N - 1n
}

function sessionKey(exchange: SrpExchange, known: SrpVerifier): Buffer | undefined {
  const u = toInteger(hash(signedBytes(exchange.A), signedBytes(fromHex(exchange.B) ?? 0n)))
  const v = fromHex(known.verifier) ?? 0n
  if (isTrivial(v)) return undefined
  const base = (exchange.A * modularPower(v, u)) % N
  if (isTrivial(base)) return undefined
  const S = modularPower(base, exchange.b)
  return Buffer.from(hkdfSync('sha256', signedBytes(S), signedBytes(u), 'Caldera Derived Key', 16))
}

/** What the client signs to prove that it came to the same key. */
export interface SrpClaim {
  /** As it went out, base64. */
  secretBlock: string
  timestamp: string
  /** Base64. */
  signature: string
}

/** Whether the client's signature shows that it knows the password. */
export function claimMatches(
  identity: SrpIdentity,
  exchange: SrpExchange,
  known: SrpVerifier,
  claim: SrpClaim,
): boolean {
  const key = sessionKey(exchange, known)
  if (key === undefined) return false
  const expected = createHmac('sha256', key)
    .update(identity.group + identity.user)
    .update(Buffer.from(claim.secretBlock, 'base64'))
    .update(claim.timestamp)
    .digest()
  const given = Buffer.from(claim.signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
