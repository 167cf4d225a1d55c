import { readFile } from 'node:fs/promises'
import { createServer, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Serves a folder's files on a port of its own on this machine; `headers` go with each. */
export async function serveFolder(
  folder: string,
  headers: OutgoingHttpHeaders = {},
): Promise<{ address: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://folder').pathname)
    readFile(join(folder, path)).then(
      (file) => {
        const type = `${types[extname(path)] ?? 'application/octet-stream'}; charset=utf-8`
        response.writeHead(200, { 'content-type': type, ...headers }).end(file)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, stop: () => server.close() }
}
