import { useEffect, useState } from 'preact/hooks'
import type { WireError } from '@cognito-shared-session/page-sdk/protocol'
import { ShownText } from '../claims/shown-text.tsx'
import type { ErrorCode } from '../contract/errors.ts'
import { say } from '../words/say.ts'

interface ErrorNoteProps {
  error: WireError<ErrorCode> | undefined
  id?: string
}

/**
 * An error in plain words, told at once,  with its code for those who are asked for it. The place is kept, so that it is
 * heard. The words are loaded with the first error: most popups never need them.
 */
export function ErrorNote({ error, id }: ErrorNoteProps) {
  const [sentence, setSentence] = useState('')
  useEffect(() => {
    if (error === undefined) return
    void import('./error-sentences.ts').then(({ errorSentence }) => setSentence(errorSentence(error)))
  }, [error])
  return (
    <div role="alert" id={id} class={error === undefined ? 'unheard' : 'error'}>
      {error !== undefined && (
        <>
          <p>{sentence}</p>
          <details>
            <summary>{say('details')}</summary>
            <code>{error.code}</code> <ShownText text={error.message} />
          </details>
        </>
      )}
    </div>
  )
}
