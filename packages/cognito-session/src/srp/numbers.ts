import { fromHex, sha256, toHex } from '../bytes.ts'
import type { Bytes } from '../bytes.ts'

/**
 * The hexadecimal form that Cognito hashes: an even count of digits, and a leading zero byte where the highest bit
 * is set, as Java's `BigInteger.toByteArray` writes a positive number.
 */
export function padHex(value: bigint): string {
  const digits = value.toString(16)
  const even = digits.length % 2 === 0 ? digits : `0${digits}`
  return /^[89a-f]/.test(even) ? `00${even}` : even
}

export function bytesOf(value: bigint): Bytes {
  return fromHex(padHex(value))
}

/** @param hex digits of any count, as Cognito sends them */
export function fromDigits(hex: string): bigint {
  return BigInt(`0x${hex}`)
}

export async function hashToNumber(bytes: Bytes): Promise<bigint> {
  return BigInt(`0x${toHex(await sha256(bytes))}`)
}
