/**
 * `base ** exponent % modulus`, bit by bit from the highest. Not constant in time; the secret exponents are used once
 * and are of this process alone. A window of several bits would save a tenth of the time.
 */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus
    if (bit === '1') result = (result * base) % modulus
  }
  return result
}
