import { createServer, type RequestListener, type Server } from 'node:http'
import { demoApi, type TrustedPool } from './api.ts'
import { siteFiles, type SiteFile } from './site-files.ts'

export interface DemoSites {
  /** Wants claims. Origins have no slash at the end. */
  siteA: string
  /** Wants the access token, and calls the API with it. */
  siteB: string
  api: string
  close(): Promise<void>
}

/**
 * Starts the demo's two sites and the API that trusts the pool, each on a port of its own: to the browser
 * three origins. Port 0, the default, is any free one.
 */
export async function startDemoSites(
  pool: TrustedPool,
  ports: { siteA?: number; siteB?: number; api?: number } = {},
): Promise<DemoSites> {
  const files = await siteFiles()
  const origins = { siteA: '', siteB: '', api: '' }
  const a = createServer(site(files, 'claims.html', () => origins.api))
  const b = createServer(site(files, 'tokens.html', () => origins.api))
  const answer = demoApi(pool, () => origins.siteB)
  const api = createServer((request, response) => void answer(request, response))
  origins.siteA = await listen(a, ports.siteA)
  origins.siteB = await listen(b, ports.siteB)
  origins.api = await listen(api, ports.api)
  return { ...origins, close: async () => void (await Promise.all([a, b, api].map(shut))) }
}

function site(files: Map<string, SiteFile>, home: string, api: () => string): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = files.get(pathname === '/' ? home : pathname.slice(1))
    if (file === undefined) return void response.writeHead(404).end('Not here.')
    response.writeHead(200, {
      'content-type': file.type,
      'cache-control': 'no-store',
      // As strict as a page can be: what the extension brings must not need anything of the page.
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; frame-src 'self'; connect-src ${api()}`,
    })
    response.end(file.body.replace('</title>', `</title>\n    <meta name="api" content="${api()}" />`))
  }
}

async function listen(server: Server, port = 0): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, 'localhost', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The demo site listens on no port.')
  return `http://localhost:${address.port}`
}

async function shut(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
