import type { Tell } from '../claims/copying.ts'
import { say } from '../words/say.ts'
import { claimPath, claimText } from './claim-path.ts'

interface ClaimCopiesProps {
  copy: (text: string) => Promise<void>
  name: string
  value: unknown
  tell: Tell
}

/** Copies a claim: what it says, or how a program names it. */
export function ClaimCopies({ copy, name, value, tell }: ClaimCopiesProps) {
  const click = (text: string, sentence: string) =>
    void copy(text).then(
      () => tell(sentence),
      () => tell(say('copyFailed')),
    )
  return (
    <span class="copies">
      <button
        type="button"
        class="link"
        aria-label={say('copyValueOf', { name })}
        onClick={() => click(claimText(value), say('copiedValueOf', { name }))}
      >
        {say('copyValue')}
      </button>
      <button
        type="button"
        class="link"
        aria-label={say('copyPathOf', { name })}
        onClick={() => click(claimPath(name), say('copiedPathOf', { name }))}
      >
        {say('copyPath')}
      </button>
    </span>
  )
}
