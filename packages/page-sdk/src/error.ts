import type { PageErrorCode } from './protocol.ts'

/**
 * Everything the SDK rejects with. `code` is for programs; `message` says what happened and what to do.
 * Being signed out is no error: `getSession` answers it as a value.
 *
 * @example catch (error) { if (error instanceof SessionSdkError && error.code === 'notAllowed') showHint() }
 */
export class SessionSdkError extends Error {
  readonly code: PageErrorCode
  constructor(code: PageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SessionSdkError'
    this.code = code
  }
}

/** The errors that the SDK finds out for itself. All others arrive from the extension with their sentence. */
const sentences = {
  notInstalled:
    'Cognito Shared Session does not answer here. Install it, or click its toolbar icon and choose “Allow this site”.',
  notAllowed: 'This site may not use the session. Click the toolbar icon and choose “Allow this site”.',
  noAnswer: 'The extension did not answer. Try again.',
  timeout: 'The extension took too long to answer. Try again.',
  aborted: 'The caller gave up waiting.',
  internal: 'The extension’s answer was not understood. Update the extension or this page.',
  unsupported: 'No window here: call connectSession in a web page.',
} as const satisfies Partial<Record<PageErrorCode, string>>

export function sdkError(code: keyof typeof sentences, cause?: unknown): SessionSdkError {
  return new SessionSdkError(code, sentences[code], cause === undefined ? undefined : { cause })
}

/** The code of an error of this SDK; undefined for any other. */
export function codeOf(error: unknown): PageErrorCode | undefined {
  return error instanceof SessionSdkError ? error.code : undefined
}
