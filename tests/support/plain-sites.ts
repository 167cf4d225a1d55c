import { createServer, type RequestListener, type Server } from 'node:http'
import { originOf, type Origin } from '../../src/contract/identity.ts'

export interface PlainSites {
  /** Two origins on this machine, which differ by their port. */
  one: Origin
  two: Origin
  /** A third on a host of its own, which the host permission of the others does not cover. */
  elsewhere: Origin
  /** Scripts that pages run, by the pages' paths. */
  scripts: Map<string, string>
  close(): Promise<void>
}

/**
 * Starts three sites whose every page is empty but for its script. `?csp=` gives a page a Content-Security-Policy of its own; a page
 * is `no-store` where `?no-store` asks for it, and never ends where `?endless` does.
 */
export async function startPlainSites(): Promise<PlainSites> {
  const scripts = new Map<string, string>()
  const serve = page(scripts)
  const servers = [createServer(serve), createServer(serve), createServer(serve)] as const
  const [one, two, elsewhere] = await Promise.all([
    listen(servers[0], 'localhost'),
    listen(servers[1], 'localhost'),
    listen(servers[2], '127.0.0.1'),
  ])
  const close = async () => {
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
  }
  return { one, two, elsewhere, scripts, close }
}

const page =
  (scripts: ReadonlyMap<string, string>): RequestListener =>
  (request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? '/', 'http://localhost')
    const csp = searchParams.get('csp')
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(csp === null ? {} : { 'content-security-policy': csp }),
      ...(searchParams.has('no-store') ? { 'cache-control': 'no-store' } : {}),
    })
    const script = scripts.get(pathname)
    const body = script === undefined ? '' : `<script>${script}</script>`
    const title = pathname.replace(/\W/g, '')
    response.write(`<!doctype html><html lang="en"><title>${title}</title><body>${body}</body></html>`)
    if (!searchParams.has('endless')) response.end()
  }

async function listen(server: Server, host: string): Promise<Origin> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  const port = address === null || typeof address === 'string' ? '' : address.port
  const origin = originOf(`http://${host}:${port}`)
  if (origin === undefined || port === '') throw new Error('The site listens on no port.')
  return origin
}
