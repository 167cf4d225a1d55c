import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Pool } from '../pool.ts'
import { callOf, operationOf, runAction } from './api.ts'
import { corsHeaders, preflight } from './cors.ts'
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

async function servePost(served: Served, request: IncomingMessage): Promise<Ending> {
  const pool = await served.ready
  const body = await readBody(request)
  if (body === undefined) return htmlReply(413, 'Request Entity Too Large')
  const operation = operationOf(request)
  const call = callOf(request, operation, pool.clock.now(), body)
  const ending = await serveCall(pool, served, call, (seen) => runAction(seen, operation, body))
  served.saved(pool)
  return ending
}

async function serveGet(served: Served, request: IncomingMessage): Promise<Ending> {
  const { pathname } = new URL(request.url ?? '/', served.url())
  const name = wellKnown(pathname, served.poolId)
  if (name === undefined) return htmlReply(404, 'Not Found')
  const pool = await served.ready
  const call = callOf(request, name, pool.clock.now(), '')
  return serveCall(pool, served, call, (seen) => wellKnownReply(name, seen, served.url()))
}

async function endingFor(served: Served, request: IncomingMessage): Promise<Ending> {
  if (request.method === 'OPTIONS') return preflight(request)
  if (request.method === 'POST') return servePost(served, request)
  if (request.method === 'GET' || request.method === 'HEAD') return serveGet(served, request)
  return htmlReply(405, 'Method Not Allowed')
}

function send(ending: Ending, requestId: string, response: ServerResponse): void {
  if (ending === 'hang') return
  if (ending === 'drop') {
    response.destroy()
    return
  }
  const { status, headers, body } = ending
  const length = String(Buffer.byteLength(body))
  response.sendDate = headers.date === undefined
  response.writeHead(status, {
    ...corsHeaders,
    'x-amzn-requestid': requestId,
    'content-length': length,
    ...headers,
  })
  response.end(body)
}

/** The server on node:http; nothing listens yet. */
export function httpServer(served: Served, requestId: () => string): Server {
  return createServer((request, response) => {
    endingFor(served, request).then(
      (ending) => send(ending, requestId(), response),
      () => send('drop', '', response),
    )
  })
}
