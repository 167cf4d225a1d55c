import { say } from '../words/say.ts'
import { LAST_MOMENT } from './time-words.ts'
import { visibleJson } from './visible-text.ts'

/** How a claim's value is drawn. */
export type Shape =
  /** Milliseconds since the epoch, on the issuer's clock. */
  | { kind: 'time'; at: number }
  | { kind: 'chips'; items: string[] }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'text'; text: string }
  | { kind: 'json'; text: string }
  | { kind: 'nothing'; text: string }

/** NumericDate claims (RFC 7519 section 2), and OIDC's `updated_at`. */
const TIMES = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at'])

/** Everything a claim can hold, hostile values included, sorted into the few ways of drawing it. */
export function shapeOf(name: string, value: unknown): Shape {
  const at = TIMES.has(name) ? momentOf(value) : undefined
  if (at !== undefined) return { kind: 'time', at }
  if (value === null || value === undefined) return { kind: 'nothing', text: 'null' }
  if (typeof value === 'boolean') return { kind: 'boolean', value }
  if (typeof value === 'number') return { kind: 'text', text: String(value) }
  if (typeof value === 'string') return shapeOfString(name, value)
  if (isList(value)) return value.length === 0 ? { kind: 'nothing', text: say('emptyList') } : chips(value)
  return { kind: 'json', text: jsonOf(value) }
}

/** A value as indented JSON in which nothing is invisible. */
export function jsonOf(value: unknown): string {
  try {
    return visibleJson(JSON.stringify(value, null, 2) ?? 'null')
  } catch {
    // JSON.stringify recurses; JSON.parse does not, so a token can hold what cannot be written again.
    return say('tooDeep')
  }
}

function shapeOfString(name: string, value: string): Shape {
  if (value === '') return { kind: 'nothing', text: say('emptyText') }
  if (name === 'scope') return chips(value.split(' ').filter((scope) => scope !== ''))
  return { kind: 'text', text: value }
}

function chips(values: readonly unknown[]): Shape {
  return { kind: 'chips', items: values.map(String) }
}

/** A list of simple values; a list of objects or lists is drawn as JSON. */
function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every((item) => item !== null && typeof item !== 'object')
}

/** Pools also store `updated_at` as text, and some write milliseconds; a second count of 12 digits is none. */
const MILLISECONDS_FROM = 1e11

function momentOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isFinite(number) || number < 0) return undefined
  const at = number < MILLISECONDS_FROM ? number * 1000 : number
  return at <= LAST_MOMENT ? at : undefined
}
