import type { SessionRecord, SignedInRecord, TokenTimes } from './record.ts'

/** `generation` of a damaged text: what could be salvaged of it, so that generations go on growing. */
export type ParsedRecord = { ok: true; record: SessionRecord | undefined } | { ok: false; generation: number }

/** Reads a stored record of any version. Pure; what is not exactly a record is told as damaged. */
export function parseRecord(text: string | null): ParsedRecord {
  if (text === null) return { ok: true, record: undefined }
  const value = parseJson(text)
  if (!isObject(value)) return { ok: false, generation: 0 }
  const migrated = migrate(value)
  return isRecord(migrated)
    ? { ok: true, record: migrated }
    : { ok: false, generation: isCount(value['generation']) ? value['generation'] : 0 }
}

export function recordText(record: SessionRecord): string {
  return JSON.stringify(record)
}

type Json = Record<string, unknown>

/** From a version to the next one. There is only one so far; a later one adds its line. */
const migrations: Record<number, (older: Json) => Json> = {}

function migrate(value: Json): Json {
  const version = value['version']
  const step = typeof version === 'number' ? migrations[version] : undefined
  return step ? migrate(step(value)) : value
}

function isRecord(value: Json): value is Json & SessionRecord {
  if (value['version'] !== 1 || !isCount(value['generation'])) return false
  switch (value['state']) {
    case 'signedIn':
      return isSignedIn(value)
    case 'signInNeeded':
      return typeof value['reason'] === 'string'
    default:
      return value['state'] === 'signedOut' && isOptional(value['revoke'], isStrings)
  }
}

function isSignedIn(value: Json): value is Json & SignedInRecord {
  return (
    isString(value['idToken']) &&
    isString(value['accessToken']) &&
    isOptional(value['refreshToken'], isString) &&
    Number.isFinite(value['clockDrift']) &&
    isString(value['sub']) &&
    isTimes(value['idTokenTimes']) &&
    isTimes(value['accessTokenTimes']) &&
    isOptional(value['refreshing'], isJournal) &&
    isOptional(value['retry'], isRetry)
  )
}

function isTimes(value: unknown): value is TokenTimes {
  return isObject(value) && isMoment(value['issuedAt']) && isMoment(value['expiresAt'])
}

function isJournal(value: unknown): boolean {
  return isObject(value) && Number.isFinite(value['since']) && isCount(value['fromGeneration'])
}

function isRetry(value: unknown): boolean {
  return (
    isObject(value) &&
    isCount(value['count']) &&
    Number.isFinite(value['at']) &&
    isString(value['code']) &&
    typeof value['sent'] === 'boolean'
  )
}

function isMoment(value: unknown): boolean {
  return value === null || Number.isFinite(value)
}

function isOptional(value: unknown, is: (value: unknown) => boolean): boolean {
  return value === undefined || is(value)
}

function isStrings(value: unknown): boolean {
  return Array.isArray(value) && value.every(isString)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isString(value: unknown): value is string {
  return typeof value === 'string'
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
