import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { startUserPool, type LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { launchExtension, type LoadedExtension } from '../../tests/support/extension.ts'
import { startDemoSites, type DemoSites } from '../serve.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Where the demo build of the extension looks for its pool. */
const PRESET_PORT = 9230
/** What the `key` in the manifest makes of it. */
const EXTENSION_ID = 'mophcmpmhijfcmgpeabfgglojbeeclif'

/** Everything the tour needs, running. */
export interface Stage {
  pool: LocalUserPool
  /** The pool is where the demo build looks for it; else a person has to enter it. */
  preset: boolean
  sites: DemoSites
  extension: LoadedExtension
  close(): Promise<void>
}

export async function setStage({ headed }: { headed: boolean }): Promise<Stage> {
  buildExtension()
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const step of closing.splice(0).toReversed()) await step()
  }
  try {
    const { pool, preset } = await startPool()
    closing.push(() => pool.close())
    const sites = await startDemoSites({ url: pool.url, poolId: pool.poolId, clientId: pool.clients.web.id })
    closing.push(() => sites.close())
    const extension = await launchExtension({ dist: join(ROOT, 'dist/demo'), headed })
    closing.push(() => extension.close())
    return { pool, preset, sites, extension, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** As a program of its own: the build's plugins print what nobody needs to read unless it failed. */
function buildExtension(): void {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const built = spawnSync(process.execPath, [vite, 'build', '--mode', 'demo'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`The extension did not build.\n${built.stdout}${built.stderr}`)
}

async function startPool(): Promise<{ pool: LocalUserPool; preset: boolean }> {
  try {
    return {
      pool: await startUserPool({ port: PRESET_PORT, ...leadingBack('eu-west-1_LocalDemo') }),
      preset: true,
    }
  } catch (error) {
    if (!isTaken(error)) throw error
    // An id of its own: the preset's stands for the pool at the preset's port.
    const poolId = 'eu-west-1_LocalTour'
    return { pool: await startUserPool({ poolId, ...leadingBack(poolId) }), preset: false }
  }
}

/** Where managed login may lead back to: the extension's redirect URL for the pool. */
function leadingBack(poolId: string): { callbackUrls: string[] } {
  return { callbackUrls: [`https://${EXTENSION_ID}.chromiumapp.org/${poolId}`] }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
