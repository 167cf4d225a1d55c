const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The origins that may see a token. A path or a wildcard in the list is a mistake, and says so. */
export class ApiList {
  readonly #origins: ReadonlySet<string>

  /** @throws {TypeError} where an entry is no origin, or neither https nor localhost */
  constructor(apis: readonly string[]) {
    this.#origins = new Set(apis.map(originOf))
  }

  /** Scheme, host and port must all be right. */
  has(url: string): boolean {
    return this.#origins.has(new URL(url).origin)
  }
}

function originOf(api: string): string {
  const { origin, protocol, hostname, href } = new URL(api)
  if (href !== `${origin}/` || hostname.includes('*')) {
    throw new TypeError(`“${api}” is no origin: name scheme, host and port, as in https://api.example.`)
  }
  if (protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname))) return origin
  throw new TypeError(`“${api}” is not https: a token would travel in the open.`)
}
