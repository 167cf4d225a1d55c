import type { Page } from 'playwright'
import type { LoadedExtension } from './extension.ts'
import { until } from './until.ts'

/**
 * Runs an expression where the extension's content script runs on this page: its isolated world, with all that
 * a content script may ask the browser for, and no more.
 */
export async function inContentScript(
  extension: LoadedExtension,
  page: Page,
  expression: string,
): Promise<unknown> {
  const session = await extension.context.newCDPSession(page)
  const worlds: number[] = []
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${extension.id}`) worlds.push(context.id)
  })
  await session.send('Runtime.enable')
  try {
    const contextId = await until('the content script’s world', () => worlds.at(-1))
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  } finally {
    await session.detach()
  }
}
