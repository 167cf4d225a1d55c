import { createServer, type Server } from 'node:http'

export interface PlainSites {
  /** Two origins on this machine, which differ by their port. */
  one: string
  two: string
  close(): Promise<void>
}

/**
 * Starts two sites whose every page is empty. `?csp=` gives a page a Content-Security-Policy of its own; a page
 * is `no-store` where `?no-store` asks for it.
 */
export async function startPlainSites(): Promise<PlainSites> {
  const servers = [createServer(serve), createServer(serve)] as const
  const [one, two] = await Promise.all([listen(servers[0]), listen(servers[1])])
  const close = async () => {
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
  }
  return { one, two, close }
}

const serve: Parameters<typeof createServer>[1] = (request, response) => {
  const { searchParams, pathname } = new URL(request.url ?? '/', 'http://localhost')
  const csp = searchParams.get('csp')
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    ...(csp === null ? {} : { 'content-security-policy': csp }),
    ...(searchParams.has('no-store') ? { 'cache-control': 'no-store' } : {}),
  })
  response.end(
    `<!doctype html><html lang="en"><title>${pathname.replace(/\W/g, '')}</title><body></body></html>`,
  )
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The site listens on no port.')
  return `http://localhost:${address.port}`
}
