/** A page that a fetch brought, and what a person can do on it. */
export interface Visited {
  status: number
  location: string | undefined
  text: string
  headers: Headers
}

/** As much of a browser as the login pages need: cookies, and redirects that are not followed. */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly #origin: string

  constructor(origin: string) {
    this.#origin = origin
  }

  async visit(path: string, init: RequestInit = {}): Promise<Visited> {
    const url = new URL(path, this.#origin)
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      this.cookies.set(name, value)
    }
    const location = response.headers.get('location') ?? undefined
    return { status: response.status, location, text: await response.text(), headers: response.headers }
  }

  /** Follows redirects as long as they lead to the pool. */
  async open(path: string): Promise<Visited> {
    const visited = await this.visit(path)
    return visited.location?.startsWith('/') === true ? this.open(visited.location) : visited
  }

  /** Fills in the form of a page and sends it. */
  submit(page: Visited, fields: Record<string, string>): Promise<Visited> {
    const transaction = /name="transaction" value="([^"]*)"/.exec(page.text)?.[1] ?? ''
    const body = new URLSearchParams({ transaction, ...fields })
    return this.visit('/login', { method: 'POST', body })
  }
}
