import { sdkError, SessionSdkError } from './error.ts'
import {
  BRIDGE,
  PROTOCOL_VERSION,
  pageErrorCodes,
  type GrantView,
  type PageErrorCode,
  type PageEvent,
  type PageMessages,
  type SessionView,
} from './protocol.ts'

/*
 * What arrives comes from another program, perhaps of another version: nothing is believed unread.
 */

type Fields = Record<string, unknown>

const states: readonly unknown[] = ['signedIn', 'signedOut', 'signInNeeded'] satisfies SessionView['state'][]

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

function isSessionView(value: unknown): value is SessionView {
  if (!isFields(value) || !states.includes(value['state']) || typeof value['generation'] !== 'number')
    return false
  if (value['state'] === 'signInNeeded') return typeof value['reason'] === 'string'
  return value['state'] === 'signedOut' || isSignedIn(value)
}

function isSignedIn({ account, expiresAt, claims, idToken, accessToken }: Fields): boolean {
  return (
    typeof account === 'string' &&
    typeof expiresAt === 'number' &&
    (claims === undefined || isFields(claims)) &&
    [idToken, accessToken].every((token) => token === undefined || typeof token === 'string')
  )
}

function isGrantView(value: unknown): value is GrantView {
  return isFields(value) && typeof value['origin'] === 'string' && isFields(value['gives'])
}

function isNull(value: unknown): value is null {
  return value === null
}

/** What the SDK asks; a page's own permissions it learns from `connect`. */
export type Asked = Exclude<keyof PageMessages, 'permissions'>

const readers: {
  [Method in Asked]: (value: unknown) => value is ReturnType<PageMessages[Method]>
} = { connect: isGrantView, getSession: isSessionView, disconnect: isNull, signOut: isNull }

/**
 * The value in an answer.
 * @throws {SessionSdkError} the error in it, or `internal` where it cannot be read
 */
export function valueOf<Method extends Asked>(
  method: Method,
  answer: unknown,
): ReturnType<PageMessages[Method]> {
  if (!isFields(answer)) throw sdkError('noAnswer')
  if (answer['v'] !== PROTOCOL_VERSION) throw sdkError('internal')
  if (answer['ok'] === true && readers[method](answer['value'])) return answer['value']
  throw errorOf(answer['error'])
}

function errorOf(error: unknown): SessionSdkError {
  if (!isFields(error) || typeof error['message'] !== 'string') return sdkError('internal')
  const code = pageErrorCodes.find((known) => known === error['code']) ?? ('internal' satisfies PageErrorCode)
  return new SessionSdkError(code, error['message'])
}

/** Whether the data is an event of the extension. */
export function isEvent(data: unknown): data is PageEvent {
  if (!isFields(data) || data['v'] !== PROTOCOL_VERSION || !isFields(data['detail'])) return false
  const { event, detail } = data
  if (event === 'sessionChanged') return typeof detail['generation'] === 'number'
  if (event === 'permissionsChanged') return detail['grant'] === null || isGrantView(detail['grant'])
  return event === 'transportLost'
}

/** The id an answer belongs to, as far as it says one. */
export function idOf(data: unknown): unknown {
  return isFields(data) ? data['id'] : undefined
}

/** Whether the data is the bridge's half of the handshake: an announcement, or the hello with this id said back. */
export function isGreeting(data: unknown, hello?: string): boolean {
  if (!isFields(data) || data['from'] !== BRIDGE || data['v'] !== PROTOCOL_VERSION) return false
  return hello === undefined ? data['announce'] === true : data['hello'] === hello
}
