import type { IncomingHttpHeaders } from 'node:http'

/** A request to a page or an OAuth endpoint. */
export interface WebRequest {
  method: string
  url: URL
  /** The fields of a form that was posted. */
  form: URLSearchParams
  cookies: ReadonlyMap<string, string>
  authorization: string | undefined
}

function cookiesOf(header: string | undefined): Map<string, string> {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.map(([name = '', value = '']) => [name, value]))
}

export function webRequest(method: string, url: URL, headers: IncomingHttpHeaders, body: string): WebRequest {
  return {
    method,
    url,
    form: new URLSearchParams(body),
    cookies: cookiesOf(headers.cookie),
    authorization: headers.authorization,
  }
}
