import { say } from '../../words/say.ts'

/** What a pasted text says of a token. It is decoded here, and neither sent anywhere nor kept. */
export interface PastedToken {
  header: Readonly<Record<string, unknown>>
  claims: Readonly<Record<string, unknown>>
  /** Characters of the token; as it is all ASCII, bytes too. */
  size: number
  /** Its end was not pasted: claims may be missing. */
  cut: boolean
  signed: boolean
}

export type ReadToken = { ok: true; token: PastedToken } | { ok: false; why: string }

/** No header that a server takes is longer; reading stays quick. */
const LONGEST = 200_000

/**
 * Finds a JSON Web Token in a text and decodes it: in quotes, after `Bearer`, in an address or in JSON, with line ends in
 * it, without its signature, or cut off in the middle of its claims. Never throws.
 */
export function readToken(text: string): ReadToken {
  if (text.trim() === '') return { ok: false, why: say('tokenFirst') }
  if (text.length > LONGEST) return { ok: false, why: say('tokenTooLong') }
  const [token] = TOKEN.exec(text.replaceAll(LINE_END, '')) ?? ['']
  const [head = '', body = '', signature] = token.split('.')
  const header = whole(head)
  if (header === undefined) return { ok: false, why: say('tokenNone') }
  const complete = whole(body)
  const claims = complete ?? partOf(body)
  if (claims === undefined) return { ok: false, why: say('tokenEndsEarly') }
  const cut = complete === undefined
  return { ok: true, token: { header, claims, size: token.length, cut, signed: !!signature } }
}

/** Three parts in base64url with points between; of the second, and the third, there may be less. */
const TOKEN = /eyJ[\w-]+\.[\w-]*(?:\.[\w-]*)?/

/** A terminal breaks long lines: where the next one holds nothing but what a token is made of, the token goes on there. */
const LINE_END = /\s*[\r\n]+\s*(?=[\w.-]+["']?\s*(?:[\r\n]|$))/g

function whole(part: string): Record<string, unknown> | undefined {
  return membersIn(textOf(part))
}

/** The members that came whole: cut after one comma after the other, from the end, until the rest is JSON. */
function partOf(part: string): Record<string, unknown> | undefined {
  const text = textOf(part)
  for (let end = text.length; end > 0; end = text.lastIndexOf(',', end - 1)) {
    const members = membersIn(`${text.slice(0, end)}}`)
    if (members !== undefined && Object.keys(members).length > 0) return members
  }
  return undefined
}

function membersIn(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? Object.fromEntries(Object.entries(value)) : undefined
  } catch {
    return undefined
  }
}

/** base64url (RFC 4648, section 5), as UTF-8; of a text that was cut off, what its whole groups say. */
function textOf(part: string): string {
  const groups = part.length % 4 === 1 ? part.slice(0, -1) : part
  const binary = atob(groups.replaceAll('-', '+').replaceAll('_', '/'))
  return new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)))
}
