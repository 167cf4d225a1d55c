import type { Server } from 'node:http'
import { CallLog } from './calls.ts'
import { controls } from './controls.ts'
import { systemTimers } from './defaults.ts'
import { FaultInjection } from './faults.ts'
import { httpServer } from './http/http-server.ts'
import type { LocalUserPool, UserPoolOptions } from './local-user-pool.ts'
import type { Pool } from './pool.ts'
import type { Seed } from './seed.ts'
import { setUp } from './set-up.ts'
import { writeDataFile } from './store/data-file.ts'

async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.')
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}

async function shut(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  // A call that hangs on purpose would hold the server open for ever.
  server.closeAllConnections()
  await closed
}

/**
 * Starts a user pool on this machine.
 *
 * @throws RangeError where a life is out of Cognito's range, Error where the pool id, the data file or the port is unusable.
 * @example
 * const pool = await startUserPool()
 * const client = pool.clients.web.id
 * const { signInName, password } = pool.users.ada
 * // … point a Cognito client at pool.url …
 * await pool.close()
 */
export function startUserPool(options?: Omit<UserPoolOptions, 'seed'>): Promise<LocalUserPool>
export function startUserPool<S extends Seed>(
  options: UserPoolOptions & { seed: S },
): Promise<LocalUserPool<S>>
export async function startUserPool(options: UserPoolOptions = {}): Promise<LocalUserPool<Seed>> {
  const prepared = setUp(options)
  const calls = new CallLog()
  const faults = new FaultInjection(options.random ?? prepared.pool.random)
  const { dataFile } = options
  let url = ''
  const saved = (pool: Pool): void => {
    if (dataFile !== undefined) writeDataFile(dataFile, pool)
  }
  const { ready } = prepared
  const served = {
    ready,
    calls,
    faults,
    timers: systemTimers,
    saved,
    poolId: prepared.pool.id,
    url: () => url,
  }
  const server = httpServer(served, () => prepared.pool.random.uuid())
  url = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1')
  return {
    ...controls(prepared, options.liftMinimums ?? false),
    url,
    loginUrl: url.replace('//127.0.0.1:', '//localhost:'),
    faults,
    calls,
    close: () => shut(server),
  }
}
