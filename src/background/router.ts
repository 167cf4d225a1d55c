import type { Answer } from '@cognito-shared-session/page-sdk/protocol'
import { PROTOCOL_VERSION } from '@cognito-shared-session/page-sdk/protocol'
import * as v from 'valibot'
import { audience, type Audience } from '../contract/audience.ts'
import { SessionError, type ErrorCode } from '../contract/errors.ts'
import type { Grant } from '../contract/grant.ts'
import type { Method, Params, Value } from '../contract/messages.ts'
import { schemas, text } from '../contract/schemas.ts'
import { wellFormed } from '../contract/well-formed.ts'
import type { Caller } from './caller.ts'
import { wireError } from './outcome.ts'

/** Who asks, and what the person gave them: an extension page needs no grant, everybody else has one. */
export type Asker =
  | { kind: 'extensionPage' }
  | (Extract<Caller, { kind: 'page' | 'contentScript' }> & { grant: Grant | undefined; question: string })

export type Handlers = {
  [Name in Method]: (params: Params<Name>, asker: Asker) => Promise<Value<Name>>
}

interface Grants {
  find(caller: Extract<Caller, { kind: 'page' | 'contentScript' }>): Promise<Grant | undefined>
}

interface Rate {
  allows(document: string): boolean
}

const envelope = v.strictObject({
  v: v.literal(PROTOCOL_VERSION),
  id: text(64),
  method: v.pipe(v.string(), v.check(isMethod)),
  params: v.record(v.string(), v.unknown()),
})

export const notAllowed = (): SessionError =>
  new SessionError(
    'notAllowed',
    'This site is not allowed to ask. Click the toolbar icon and choose “Allow this site”.',
  )

/**
 * The one way in for every message, whichever way it came: known? well-formed? allowed? handled, answered.
 * It never rejects: an error thrown in a listener would reach the asker verbatim.
 */
export class Router {
  readonly #handlers: Handlers
  readonly #grants: Grants
  readonly #rate: Rate

  constructor(handlers: Handlers, grants: Grants, rate: Rate) {
    this.#handlers = handlers
    this.#grants = grants
    this.#rate = rate
  }

  async answer(message: unknown, caller: Caller | undefined): Promise<Answer<unknown, ErrorCode>> {
    const id = idOf(message)
    try {
      const value = await this.#handle(message, caller)
      return { v: PROTOCOL_VERSION, id, ok: true, value }
    } catch (error) {
      return { v: PROTOCOL_VERSION, id, ok: false, error: wireError(error, caller?.kind ?? 'page') }
    }
  }

  async #handle(message: unknown, caller: Caller | undefined): Promise<unknown> {
    this.#assertRate(caller)
    const { id, method, params } = parseEnvelope(message)
    const asker = await this.#authorise(method, caller, id)
    return this.#dispatch(method, params, asker)
  }

  /** Before anything else, so that it costs little, and depends on nothing but how often a document asks. */
  #assertRate(caller: Caller | undefined): void {
    if (caller === undefined || !('documentId' in caller)) return
    if (this.#rate.allows(`${caller.origin} ${caller.documentId}`)) return
    throw new SessionError('throttled', 'This page asks too often. Wait a second, then ask again.')
  }

  /** One function for all ways in. Before a grant, every refusal is the same sentence. */
  async #authorise(method: Method, caller: Caller | undefined, question: string): Promise<Asker> {
    if (caller === undefined || caller.kind === 'otherExtension') throw notAllowed()
    const { kinds, page, grant: need }: Audience = audience[method]
    if (!kinds.includes(caller.kind)) throw notAllowed()
    if (caller.kind === 'extensionPage') {
      if (page !== undefined && page !== caller.path) throw notAllowed()
      return caller
    }
    const grant = await this.#grants.find(caller)
    if (grant === undefined && need === 'needed') throw notAllowed()
    return { ...caller, grant, question }
  }

  #dispatch<Name extends Method>(method: Name, params: unknown, asker: Asker): Promise<Value<Name>> {
    return this.#handlers[method](parseParams(method, params), asker)
  }
}

function parseEnvelope(message: unknown): { id: string; method: Method; params: Record<string, unknown> } {
  if (!wellFormed(message)) {
    throw new SessionError('badRequest', 'The message is not plain data, or is larger than 64 KiB.')
  }
  const parsed = v.safeParse(envelope, message)
  if (!parsed.success || !isMethod(parsed.output.method)) {
    throw new SessionError(
      'badRequest',
      'Not a question: expected { v: 1, id, method, params } with a known method.',
    )
  }
  return { id: parsed.output.id, method: parsed.output.method, params: parsed.output.params }
}

function parseParams<Name extends Method>(method: Name, params: unknown): Params<Name> {
  const schema: v.GenericSchema<unknown, Params<Name>> = schemas[method]
  const parsed = v.safeParse(schema, params)
  if (parsed.success) return parsed.output
  const at = v.getDotPath(parsed.issues[0])
  throw new SessionError(
    'badRequest',
    `The params of ${method} are not as expected${at === null ? '' : ` at “${at}”`}: see the protocol reference.`,
  )
}

function isMethod(name: string): name is Method {
  return Object.hasOwn(schemas, name)
}

function idOf(message: unknown): string {
  if (typeof message !== 'object' || message === null || !('id' in message)) return ''
  return typeof message.id === 'string' ? message.id.slice(0, 64) : ''
}
