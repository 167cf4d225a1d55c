import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { endpoints } from '../managed-login/endpoints.ts'
import type { Endpoint } from '../managed-login/endpoints.ts'
import { webRequest } from '../managed-login/web-request.ts'
import type { Pool } from '../pool.ts'
import { callOf, operationOf, runAction } from './api.ts'
import { corsHeaders, preflight } from './cors.ts'
import { inboxJson, inboxPage } from './inbox-page.ts'
import { readBody } from './read-body.ts'
import { htmlReply } from './reply.ts'
import type { Ending } from './reply.ts'
import { serveCall } from './serve-call.ts'
import type { Surroundings } from './serve-call.ts'
import { wellKnown, wellKnownReply } from './well-known.ts'

/** A pool that can be served: its keys may still be in the making when the first call comes. */
export interface Served extends Surroundings {
  ready: Promise<Pool>
  poolId: string
  /** Keeps what a call changed. */
  saved: (pool: Pool) => void
  /** Where the server can be reached. */
  url: () => string
}

/** One request, its address and body read. */
interface Incoming {
  request: IncomingMessage
  url: URL
  body: string
}

async function serveApi(served: Served, { request, body }: Incoming): Promise<Ending> {
  const pool = await served.ready
  const operation = operationOf(request)
  const call = callOf(request, operation, pool.clock.now(), body)
  return serveCall(pool, served, call, (seen) => runAction(seen, request, body))
}

async function serveEndpoint(
  served: Served,
  endpoint: Endpoint,
  { request, url, body }: Incoming,
): Promise<Ending> {
  const pool = await served.ready
  const call = callOf(request, endpoint.operation, pool.clock.now(), '')
  const web = webRequest(request.method ?? 'GET', url, request.headers, body)
  return serveCall(pool, served, call, (seen) => endpoint.serve(seen, web))
}

async function serveDocument(served: Served, { request, url }: Incoming): Promise<Ending> {
  const name = wellKnown(url.pathname, served.poolId)
  const pool = await served.ready
  if (url.pathname === '/inbox') return inboxPage(pool)
  if (url.pathname === '/inbox.json') return inboxJson(pool)
  if (name === undefined) return htmlReply(404, 'Not Found')
  const call = callOf(request, name, pool.clock.now(), '')
  return serveCall(pool, served, call, (seen) => wellKnownReply(name, seen, served.url()))
}

async function serve(served: Served, incoming: Incoming): Promise<Ending> {
  const method = incoming.request.method ?? 'GET'
  const endpoint = endpoints.get(incoming.url.pathname)
  if (endpoint?.methods.includes(method) === true) return serveEndpoint(served, endpoint, incoming)
  if (method === 'POST' && incoming.url.pathname === '/') return serveApi(served, incoming)
  if (method === 'GET') return serveDocument(served, incoming)
  return htmlReply(endpoint === undefined && method === 'POST' ? 404 : 405, 'Not Served Here')
}

async function endingFor(served: Served, request: IncomingMessage): Promise<Ending> {
  if (request.method === 'OPTIONS') return preflight(request)
  const body = await readBody(request)
  if (body === undefined) return htmlReply(413, 'Request Entity Too Large')
  const ending = await serve(served, { request, url: new URL(request.url ?? '/', served.url()), body })
  served.saved(await served.ready)
  return ending
}

function send(ending: Ending, requestId: string, response: ServerResponse): void {
  if (ending === 'hang') return
  if (ending === 'drop') {
    response.destroy()
    return
  }
  const { status, headers, body } = ending
  const length = String(Buffer.byteLength(body))
  const cors = ending.private === true ? {} : corsHeaders
  response.sendDate = headers.date === undefined
  response.writeHead(status, { ...cors, 'x-amzn-requestid': requestId, 'content-length': length, ...headers })
  response.end(body)
}

/** How long a connection may rest, in milliseconds: clients that compute SRP slowly rest for longer than Node's 5 s. */
const REST = 60_000

/** The server on node:http; nothing listens yet. */
export function httpServer(served: Served, requestId: () => string): Server {
  return createServer({ keepAliveTimeout: REST }, (request, response) => {
    endingFor(served, request).then(
      (ending) => send(ending, requestId(), response),
      () => send('drop', '', response),
    )
  })
}
