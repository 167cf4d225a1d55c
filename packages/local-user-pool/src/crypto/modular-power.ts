import { createDiffieHellman, getDiffieHellman } from 'node:crypto'

/** The 3072-bit group of RFC 3526 (number 15), which Cognito's SRP uses with generator 2. */
const N_BYTES = getDiffieHellman('modp15').getPrime()
export const N = BigInt(`0x${N_BYTES.toString('hex')}`)
export const G = 2n

/** A non-negative integer from big-endian bytes. */
export function toInteger(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

/** The shortest big-endian bytes of a non-negative integer. */
export function toBytes(integer: bigint): Buffer {
  const digits = integer.toString(16)
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
}

/**
 * base ^ exponent mod N, computed by OpenSSL: a Diffie-Hellman secret is exactly that.
 * OpenSSL refuses the bases 0, 1 and N - 1, whose powers would give an attacker the key.
 */
export function modularPower(base: bigint, exponent: bigint): bigint {
  const exchange = createDiffieHellman(N_BYTES, toBytes(G))
  exchange.setPrivateKey(toBytes(exponent))
  return toInteger(exchange.computeSecret(toBytes(base)))
}
