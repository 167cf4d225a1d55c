const inspect: unique symbol = Symbol.for('nodejs.util.inspect.custom')

/**
 * Base of everything that holds a token: `JSON.stringify`, `String()` and Node's `console.log` show
 * `[redacted]`. Fields are `#private`, so that a browser's console has nothing to unfold either.
 */
export abstract class Redacted {
  toJSON(): string {
    return '[redacted]'
  }

  toString(): string {
    return '[redacted]'
  }

  [inspect](): string {
    return `${this.constructor.name} [redacted]`
  }
}
