import { connectBy, type ConnectOptions } from '../connect.ts'
import { ownRuntime, surroundings } from '../defaults.ts'
import type { Want } from '../protocol.ts'
import type { SharedSession } from '../session.ts'
import { scriptPage } from './script-page.ts'

/** As for a page; which extension is asked goes without saying. */
export type ContentConnectOptions<Asked extends Want> = Omit<ConnectOptions<Asked>, 'extensionId'>

/**
 * Connects a content script of the extension, or of a fork of it, with the shared session: with the rights of the
 * page it runs in and no more. The session is the same as a page has.
 *
 * @throws {SessionSdkError} as for a page; `unsupported` where no extension's script runs
 * @example
 * const session = await connectSession({ want: { claims: ['email'] }, wait: true })
 * session.onSessionChanged((change) => console.log(change.state))
 */
export function connectSession<const Asked extends Want>(
  options: ContentConnectOptions<Asked>,
): Promise<SharedSession<Asked>> {
  return connectBy((signal) => scriptPage(surroundings(signal), ownRuntime(), signal), options)
}
