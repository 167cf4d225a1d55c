/**
 * The page's half of the contract: what travels between a web page and the extension.
 * It has no code of its own but the version, so that both sides can import it at no cost.
 */
export const PROTOCOL_VERSION = 1

/** A claim's name as it stands in the ID token, e.g. `email` or `cognito:groups`. */
export type ClaimName = string

/** What a page asks for. The three are independent: none of them includes another. */
export interface Want {
  /** Claims of the ID token, by name. */
  claims?: readonly ClaimName[]
  idToken?: boolean
  accessToken?: boolean
}

/** What a person gave. */
export interface Gives {
  claims: ClaimName[]
  idToken: boolean
  accessToken: boolean
}

/** A site's own grant, as the site may see it. Times are milliseconds since the epoch. */
export interface GrantView {
  origin: string
  gives: Gives
  frames: boolean
  maySignOut: boolean
  since: number
  /** When the grant ends; absent: until it is revoked. */
  until?: number
}

export type SignInReason =
  | 'revoked'
  | 'reused'
  | 'rotationLost'
  | 'userGone'
  | 'userDisabled'
  | 'unconfirmed'
  | 'passwordReset'
  | 'clientGone'
  | 'expired'
  | 'damaged'
  | 'sessionLimit'

/** Being signed out is a value, not an error. */
export type SessionView =
  | {
      state: 'signedIn'
      /** Tells one account from another; it is no identity and differs from site to site. */
      account: string
      /** Grows with every change of the session: of two views, the one with the higher number is newer. */
      generation: number
      /** When the first of the two tokens ends, in milliseconds since the epoch on this device's clock. */
      expiresAt: number
      claims?: Record<ClaimName, unknown>
      idToken?: string
      accessToken?: string
    }
  | { state: 'signedOut'; generation: number }
  | { state: 'signInNeeded'; generation: number; reason: SignInReason }

export interface GetSessionParams {
  /** Narrows what is answered; absent: all that is granted. */
  want?: Want
  /** Refresh now, although the tokens still live. Answered at most once in 30 s for an origin. */
  forceRefresh?: boolean
  /** The life that the tokens must still have, in seconds. Counts up to half of the token's life. */
  minValidity?: number
  /** For the user pool's triggers. Ignored unless the operator allows it for this site. */
  clientMetadata?: Record<string, string>
}

export interface ConnectParams {
  want: Want
  /** Never ask the person: answer what is granted, or `notAllowed`. */
  silent?: boolean
  /** Shown to the person, as text. */
  reason?: string
}

export interface SignOutParams {
  /** End every session of this user at the user pool, on all devices. */
  everywhere?: boolean
}

/** No parameters, no details. */
export type Nothing = Record<string, never>

/** Everything a page can ask. */
export interface PageMessages {
  connect(params: ConnectParams): GrantView
  getSession(params: GetSessionParams): SessionView
  permissions(params: Nothing): GrantView | null
  disconnect(params: Nothing): null
  signOut(params: SignOutParams): null
}

export const pageErrorCodes = [
  'notInstalled',
  'notAllowed',
  'rejected',
  'throttled',
  'unsupported',
  'badRequest',
  'offline',
  'timeout',
  'aborted',
  'noAnswer',
  'signatureInvalid',
  'internal',
] as const

export type PageErrorCode = (typeof pageErrorCodes)[number]

export interface WireError<Code extends string = PageErrorCode> {
  code: Code
  /** What happened and what to do, in words. */
  message: string
}

export type Outcome<Value, Code extends string = PageErrorCode> =
  | { ok: true; value: Value }
  | { ok: false; error: WireError<Code> }

/** What a page sends. */
export interface Question<Method extends keyof PageMessages = keyof PageMessages> {
  v: typeof PROTOCOL_VERSION
  /** Chosen by the asker; comes back in the answer. */
  id: string
  method: Method
  params: Parameters<PageMessages[Method]>[0]
}

/** What comes back. */
export type Answer<Value = unknown, Code extends string = PageErrorCode> = {
  v: typeof PROTOCOL_VERSION
  id: string
} & Outcome<Value, Code>

/** What the extension tells a connected page unasked. */
export type PageEvent =
  | { v: typeof PROTOCOL_VERSION; event: 'sessionChanged'; detail: { generation: number } }
  | { v: typeof PROTOCOL_VERSION; event: 'permissionsChanged'; detail: { grant: GrantView | null } }
  | { v: typeof PROTOCOL_VERSION; event: 'transportLost'; detail: Nothing }

/**
 * The bridge's handshake on `window.postMessage`. The bridge announces itself once it has seen that the
 * page's origin is granted. The page says hello with one end of a MessageChannel (`ports[0]`) and a random
 * id; the bridge says the id back on that port, and from then on questions, answers and events travel there.
 * Either may speak first: a hello that came too early is said again after the announcement.
 */
export const BRIDGE = 'cognito-shared-session'
export type BridgeGreeting =
  | { to: typeof BRIDGE; v: typeof PROTOCOL_VERSION; hello: string }
  | { from: typeof BRIDGE; v: typeof PROTOCOL_VERSION; announce: true }
  | { from: typeof BRIDGE; v: typeof PROTOCOL_VERSION; hello: string }
