import type { CDPSession, Frame, Page } from 'playwright'
import type { LoadedExtension } from './extension.ts'
import { until } from './until.ts'

/**
 * Runs an expression where an extension's content script runs on this page or frame: its isolated world, with
 * all that a content script may ask the browser for, and no more. `id` is another extension's.
 */
export async function inContentScript(
  { context, id: ours }: Pick<LoadedExtension, 'context' | 'id'>,
  place: Page | Frame,
  expression: string,
  id = ours,
): Promise<unknown> {
  const frame = 'mainFrame' in place ? place.mainFrame() : place
  // Frames in a process of their own have a session of their own; others share their page's.
  const session = await context.newCDPSession(frame).catch(() => context.newCDPSession(frame.page()))
  try {
    return await evaluateIn(session, frame, `chrome-extension://${id}`, expression)
  } finally {
    await session.detach()
  }
}

/** What the extension's scripts listen to on a page: the types of their listeners, sorted. */
export async function listenersIn(
  { context, id }: Pick<LoadedExtension, 'context' | 'id'>,
  page: Page,
): Promise<string[]> {
  const session = await context.newCDPSession(page)
  try {
    const contextId = await worldIn(session, page.mainFrame(), `chrome-extension://${id}`)
    const types: string[] = []
    for (const expression of ['window', 'document', 'document.documentElement', 'document.body']) {
      const { result } = await session.send('Runtime.evaluate', { expression, contextId })
      if (result.objectId === undefined) continue
      const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId })
      types.push(...listeners.map(({ type }) => `${expression}: ${type}`))
    }
    return types.sort()
  } finally {
    await session.detach()
  }
}

async function evaluateIn(
  session: CDPSession,
  frame: Frame,
  world: string,
  expression: string,
): Promise<unknown> {
  const contextId = await worldIn(session, frame, world)
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  })
  if (exceptionDetails !== undefined)
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
  return result.value
}

/** The id of an extension's isolated world in a frame. */
async function worldIn(session: CDPSession, frame: Frame, world: string): Promise<number> {
  const worlds: { id: number; frameId: string }[] = []
  session.on('Runtime.executionContextCreated', ({ context: { id, origin, auxData } }) => {
    if (origin === world) worlds.push({ id, frameId: String(auxData?.['frameId']) })
  })
  await session.send('Runtime.enable')
  const frameId = await frameIdOf(session, frame)
  const found = await until(`the content script’s world in ${frame.url()}`, () =>
    worlds.findLast((found) => found.frameId === frameId),
  )
  return found.id
}

/** Chromium's id of a frame, by its address; of several with the same address the first. */
async function frameIdOf(session: CDPSession, frame: Frame): Promise<string> {
  const { frameTree } = await session.send('Page.getFrameTree')
  const find = (tree: typeof frameTree): string | undefined => {
    const url = tree.frame.url + (tree.frame.urlFragment ?? '')
    return url === frame.url() ? tree.frame.id : tree.childFrames?.map(find).find((id) => id !== undefined)
  }
  const found = find(frameTree)
  if (found === undefined) throw new Error(`No frame shows ${frame.url()}.`)
  return found
}
