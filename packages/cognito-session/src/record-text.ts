import type { SessionRecord } from './record.ts'

/** `generation` of a damaged text: what could be salvaged of it, so that generations go on growing. */
export type ParsedRecord = { ok: true; record: SessionRecord | undefined } | { ok: false; generation: number }

/** Reads a stored record. Pure; what is not exactly a record of a known version is told as damaged. */
export function parseRecord(text: string | null): ParsedRecord {
  if (text === null) return { ok: true, record: undefined }
  const value = parseJson(text)
  if (isRecord(value)) return { ok: true, record: value }
  const { generation } = asObject(value)
  return { ok: false, generation: isCount(generation) ? generation : 0 }
}

export function recordText(record: SessionRecord): string {
  return JSON.stringify(record)
}

type Json = Record<string, unknown>
type Check = (value: unknown) => boolean

function isRecord(value: unknown): value is Json & SessionRecord {
  const state = String(asObject(value)['state'])
  const check = Object.hasOwn(checks, state) ? checks[state] : undefined
  return check !== undefined && record(value) && check(value)
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What is no object is taken for an empty one. */
export function asObject(value: unknown): Json {
  return isObject(value) ? value : {}
}

export function isString(value: unknown): value is string {
  return typeof value === 'string'
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

const isNumber: Check = (value) => Number.isFinite(value)
const isMoment: Check = (value) => value === null || isNumber(value)
const isStrings: Check = (value) => Array.isArray(value) && value.every(isString)

function optional(check: Check): Check {
  return (value) => value === undefined || check(value)
}

/** An object whose members pass their checks; other members do not matter. */
function shape(members: Record<string, Check>): Check {
  return (value) => isObject(value) && Object.entries(members).every(([name, check]) => check(value[name]))
}

const times = shape({ issuedAt: isMoment, expiresAt: isMoment })
const record = shape({ version: (value) => value === 1, generation: isCount })

/** By the record's state. */
const checks: Readonly<Record<string, Check>> = {
  signedIn: shape({
    idToken: isString,
    accessToken: isString,
    refreshToken: optional(isString),
    clockDrift: isNumber,
    sub: isString,
    idTokenTimes: times,
    accessTokenTimes: times,
    refreshing: optional(shape({ since: isNumber, fromGeneration: isCount })),
    retry: optional(
      shape({ count: isCount, at: isNumber, code: isString, sent: (value) => typeof value === 'boolean' }),
    ),
  }),
  signInNeeded: shape({ reason: isString, revoke: optional(isStrings) }),
  signedOut: shape({ revoke: optional(isStrings) }),
}
