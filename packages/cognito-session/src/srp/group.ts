import { concat } from '../bytes.ts'
import { bytesOf, hashToNumber } from './numbers.ts'

/** Fraction bits of π that the prime is made of, and guard bits against the rounding of its series. */
const precision = 2942n
const guard = 64n

let prime: bigint | undefined

/**
 * The prime of the 3072-bit group that Cognito uses (RFC 3526, group 15), by its definition:
 * 2^3072 - 2^3008 - 1 + 2^64 * (floor(2^2942 * pi) + 1690314). Made on first use; shorter than its digits.
 */
export function groupPrime(): bigint {
  prime ??= 2n ** 3072n - 2n ** 3008n - 1n + 2n ** 64n * ((pi() >> guard) + 1_690_314n)
  return prime
}

/** The generator. */
export const g = 2n

/** SRP-6a's multiplier: SHA-256 of the prime and the generator. */
export function multiplier(): Promise<bigint> {
  return hashToNumber(concat(bytesOf(groupPrime()), bytesOf(g)))
}

/** Machin's formula. */
function pi(): bigint {
  return 4n * (4n * inverseArcTangent(5n) - inverseArcTangent(239n))
}

/** arctan(1 / x), by its Taylor series. */
function inverseArcTangent(x: bigint): bigint {
  let power = 2n ** (precision + guard) / x
  let sum = 0n
  for (let odd = 1n; power > 0n; odd += 2n) {
    sum += odd % 4n === 1n ? power / odd : -(power / odd)
    power /= x * x
  }
  return sum
}
