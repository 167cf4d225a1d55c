/** Characters of JSON that a question may have; about 64 KiB for plain text. */
export const MAX_SIZE = 65_536
const MAX_DEPTH = 6
const MAX_ENTRIES = 1_000
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Whether a message is plain data of a sane size: what JSON can say, not too deep, without the keys that
 * reach for an object's prototype. Runs before any schema, so that a schema never meets a hostile shape.
 */
export function wellFormed(value: unknown): boolean {
  let left = MAX_SIZE
  let entries = MAX_ENTRIES
  const take = (size: number) => (left -= size) >= 0
  const plain = (part: unknown, depth: number): boolean => {
    if (typeof part === 'string') return take(part.length + 2)
    if (part === null || part === undefined || typeof part === 'boolean') return take(5)
    if (typeof part === 'number') return Number.isFinite(part) && take(8)
    if (typeof part !== 'object' || depth >= MAX_DEPTH) return false
    if (Array.isArray(part)) return part.every((item) => entries-- > 0 && plain(item, depth + 1))
    if (!isPlainObject(part)) return false
    return Object.entries(part).every(
      ([key, item]) =>
        entries-- > 0 && !FORBIDDEN_KEYS.has(key) && take(key.length + 3) && plain(item, depth + 1),
    )
  }
  return plain(value, 0)
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null) return true
  // A message from another realm has that realm's Object.prototype: plain all the same.
  return typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null
}
