import { useState } from 'preact/hooks'
import type { PoolsPort } from './pools/pools-port.ts'
import { say } from '../words/say.ts'

interface CopyLineProps {
  port: Pick<PoolsPort, 'copy'>
  text: string
  /** The button's whole name, where there are several on the page. */
  label?: string
}

/** A text to take elsewhere, with the button that copies it. */
export function CopyLine({ port, text, label }: CopyLineProps) {
  const [said, tell] = useState('')
  const copy = () =>
    port.copy(text).then(
      () => tell(say('copied')),
      () => tell(say('copyByHand')),
    )
  return (
    <div>
      <div class="copy-line">
        <code>{text}</code>
        <button type="button" aria-label={label} onClick={() => void copy()}>
          {say('copy')}
        </button>
      </div>
      <p role="status" class="hint">
        {said}
      </p>
    </div>
  )
}
