import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { build, type Rolldown } from 'vite'
import { demoApi } from '../../../demo/api.ts'

const apps = [
  new URL('./amplify-app.ts', import.meta.url),
  new URL('./old-code.ts', import.meta.url),
  new URL('./react-app.tsx', import.meta.url),
  new URL('./fetch-app.ts', import.meta.url),
]
const plain = new URL('./plain.js', import.meta.url)

export interface Clients {
  /** Where an app's page is, by the app's name. */
  page(name: string): string
  /**
   * An API that verifies access tokens. `/whoami` says whose; `/again` takes none for good that it has not seen
   * refused before; `/away` redirects to the other host.
   */
  api: string
  /** A host that may see no token, and what came to it. */
  other: string
  sentToOther: IncomingMessage['headers'][]
  close(): Promise<void>
}

/** Serves one page an app, each under a strict content security policy, and an API for them. */
export async function serveClients(pool: LocalUserPool): Promise<Clients> {
  const scripts = await bundled()
  scripts.set('plain.js', `${documented()}\n${readFileSync(plain, 'utf8')}`)
  const origins = { site: '', api: '', other: '' }
  const sentToOther: IncomingMessage['headers'][] = []
  const site = createServer(({ url = '' }, response) => {
    const name = basename(new URL(url, 'http://localhost').pathname)
    const script = scripts.get(name)
    response.setHeader('cache-control', 'no-store')
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript')
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src 'self'; img-src data:; connect-src ${origins.api} ${origins.other}`,
    )
    response.end(script ?? pageOf(name, { pool: pool.poolId, client: pool.clients.web.id, api: origins.api }))
  })
  const other = createServer(({ headers }, response) => {
    sentToOther.push(headers)
    const open = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' }
    response.writeHead(200, { ...open, 'content-type': 'application/json' }).end('{}')
  })
  const api = apiOf(pool, origins)
  origins.site = await listen(site)
  origins.other = await listen(other, '127.0.0.1')
  origins.api = await listen(api)
  const servers = [site, other, api]
  return {
    page: (name) => `${origins.site}/${name}`,
    api: origins.api,
    other: origins.other,
    sentToOther,
    close: async () => void (await Promise.all(servers.map(shut))),
  }
}

function apiOf(pool: LocalUserPool, origins: { site: string; other: string }): Server {
  const trusted = { url: pool.url, poolId: pool.poolId, clientId: pool.clients.web.id }
  const answer = demoApi(trusted, () => origins.site)
  let refused: string | undefined
  return createServer((request, response) => {
    const { url, method, headers } = request
    const open = { 'access-control-allow-origin': origins.site }
    if (url === '/away' && method === 'GET') {
      response.writeHead(302, { ...open, location: `${origins.other}/caught` }).end()
    } else if (url === '/again' && method === 'GET') {
      refused ??= headers.authorization
      request.url = '/whoami'
      if (headers.authorization === refused) response.writeHead(401, open).end('{}')
      else void answer(request, response)
    } else void answer(request, response)
  })
}

function pageOf(name: string, settings: Record<string, string>): string {
  const metas = Object.entries(settings).map(([key, value]) => `<meta name="${key}" content="${value}">`)
  return `<!doctype html><html lang="en"><title>${name}</title><link rel="icon" href="data:,">${metas.join('')}<main></main><script type="module" src="/${name}.js"></script></html>`
}

/** The bridge's handshake as the protocol reference has it, for those who write it by hand. */
function documented(): string {
  const text = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8')
  const block = [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].find(([code]) => code.includes('announce'))
  if (block?.[1] === undefined) throw new Error('docs/protocol.md shows no handshake.')
  return block[1]
}

/** In memory, as an author's bundler does it; the old library's import leads to the drop-in classes. */
async function bundled(): Promise<Map<string, string>> {
  const result = await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    resolve: {
      conditions: ['cognito-shared-session:source', 'module', 'browser', 'production'],
      alias: { 'amazon-cognito-identity-js': '@cognito-shared-session/page-sdk/cognito' },
    },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: apps.map((app) => fileURLToPath(app)),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  })
  return new Map(outputs(result).map(({ fileName, code }) => [fileName, code]))
}

function outputs(result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] {
  const all = Array.isArray(result) ? result : 'output' in result ? [result] : []
  return all.flatMap(({ output }) => output).filter((file) => file.type === 'chunk')
}

async function listen(server: Server, host = 'localhost'): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return `http://${host}:${address.port}`
}

async function shut(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
