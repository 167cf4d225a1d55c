import { sdkError } from './error.ts'
import type { ExternalRuntime } from './page.ts'
import type { Question } from './protocol.ts'
import type { Transport } from './transport.ts'

/** Straight to the background, where the extension's build names this site (`externally_connectable`). */
export function external(runtime: ExternalRuntime, extensionId: string): Transport {
  return { send: (question) => ask(runtime, extensionId, question) }
}

function ask(runtime: ExternalRuntime, extensionId: string, question: Question): Promise<unknown> {
  return new Promise((resolve, reject) => {
    // A malformed extension id throws at once, which rejects.
    runtime.sendMessage(extensionId, question, (answer) => {
      const failure = runtime.lastError?.message
      if (failure === undefined) resolve(answer)
      // Chromium: "Could not establish connection. Receiving end does not exist." A worker that died on the
      // way is "The message port closed before a response was received." or "… message channel closed …".
      else reject(sdkError(/does not exist/i.test(failure) ? 'notInstalled' : 'noAnswer', failure))
    })
  })
}
