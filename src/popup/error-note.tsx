import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import { ShownText } from '../claims/shown-text.tsx'
import type { ErrorCode } from '../contract/errors.ts'
import { errorSentence } from './error-sentences.ts'

interface ErrorNoteProps {
  error: WireError<ErrorCode> | undefined
  id?: string
}

/** An error in plain words, told at once, with its code for those who are asked for it. The place is kept, so that it is heard. */
export function ErrorNote({ error, id }: ErrorNoteProps) {
  return (
    <div role="alert" id={id} class={error === undefined ? 'unheard' : 'error'}>
      {error !== undefined && (
        <>
          <p>{errorSentence(error)}</p>
          <details>
            <summary>Details</summary>
            <code>{error.code}</code> <ShownText text={error.message} />
          </details>
        </>
      )}
    </div>
  )
}
