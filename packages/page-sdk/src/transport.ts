import type { Question } from './protocol.ts'

/** A way to the extension. */
export interface Transport {
  /**
   * Brings back whatever answers, unread.
   * @throws {SessionSdkError} `noAnswer` when the way broke, `notInstalled` when nobody is at its end
   */
  send(question: Question): Promise<unknown>
}
