import { errors } from './errors.ts'

/** Cognito's messages name a member with a small first letter. */
function memberName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The members of a request, read with Cognito's own complaints about what is missing. */
export class Parameters {
  readonly #members: Record<string, unknown>

  constructor(members: Record<string, unknown>) {
    this.#members = members
  }

  /** Reads a request's body; throws SerializationException if it is no JSON object. */
  static parse(body: string): Parameters {
    let members: unknown
    try {
      members = JSON.parse(body)
    } catch {
      throw errors.serialization()
    }
    if (!isObject(members)) throw errors.serialization()
    return new Parameters(members)
  }

  /** A string, or undefined where the member is absent or null. */
  optional(name: string): string | undefined {
    const value = this.#members[name]
    if (value === undefined || value === null) return undefined
    if (typeof value !== 'string') throw errors.memberType(memberName(name))
    return value
  }

  required(name: string): string {
    const value = this.optional(name)
    if (value === undefined || value === '') throw errors.memberNull(memberName(name))
    return value
  }

  /** An entry of a map such as AuthParameters, where Cognito complains differently. */
  entry(name: string): string {
    const value = this.optional(name)
    if (value === undefined || value === '') throw errors.parameterMissing(name)
    return value
  }

  boolean(name: string): boolean | undefined {
    const value = this.#members[name]
    return typeof value === 'boolean' ? value : undefined
  }

  number(name: string): number | undefined {
    const value = this.#members[name]
    return typeof value === 'number' ? value : undefined
  }

  /** A member that is a map itself; an absent one is empty. */
  map(name: string): Parameters {
    const value = this.#members[name]
    if (value === undefined || value === null) return new Parameters({})
    if (!isObject(value)) throw errors.memberType(memberName(name))
    return new Parameters(value)
  }

  list(name: string): unknown[] {
    const value = this.#members[name]
    if (value === undefined || value === null) return []
    if (!Array.isArray(value)) throw errors.memberType(memberName(name))
    return value
  }

  names(): string[] {
    return Object.keys(this.#members)
  }
}
