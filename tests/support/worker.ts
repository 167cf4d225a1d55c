import type { LoadedExtension } from './extension.ts'
import { targets } from './targets.ts'
import { until } from './until.ts'

/** Whether the background's worker runs now. */
export async function workerRuns({ context, id }: Pick<LoadedExtension, 'context' | 'id'>): Promise<boolean> {
  const all = await targets(context)
  return all.some(({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${id}/`))
}

/**
 * Stops the background's worker, as Chromium does after 30 s without work. A debugger, which Playwright is,
 * keeps it alive for ever otherwise. It starts again with the next message or alarm.
 */
export async function stopWorker(extension: LoadedExtension): Promise<void> {
  const session = await extension.context.newCDPSession(extension.inside)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await session.detach()
  await until('the worker to stop', async () => !(await workerRuns(extension)))
}
