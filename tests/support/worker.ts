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
 * keeps it alive for ever otherwise. It starts again with the next message or alarm, which may be at once:
 * so what counts is that it was stopped, as Chromium tells, and not that it still is.
 */
export async function stopWorker(extension: LoadedExtension): Promise<void> {
  const session = await extension.context.newCDPSession(extension.inside)
  let ordered = false
  let stopped = false
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    const ours = versions.filter(({ scriptURL }) =>
      scriptURL.startsWith(`chrome-extension://${extension.id}/`),
    )
    stopped ||= ordered && ours.some(({ runningStatus }) => runningStatus === 'stopped')
  })
  await session.send('ServiceWorker.enable')
  if (await workerRuns(extension)) {
    ordered = true
    await session.send('ServiceWorker.stopAllWorkers')
    await until('the worker to stop', () => stopped)
  }
  await session.detach()
}
