import type { Signature } from '../contract/view.ts'
import { say } from '../words/say.ts'

const MARKS = { pending: '◌', verified: '✓', unchecked: '▲', failed: '✕' }

/** Whether the user pool signed what is shown; where it is not sure, why, and what follows. */
export function SignatureBadge({ signature }: { signature: Signature }) {
  const { state } = signature
  return (
    <p class={`signature ${state}`}>
      <span aria-hidden="true">{MARKS[state]}</span> <strong>{say(`signature_${state}`)}</strong>{' '}
      {state === 'unchecked' && say('signatureWhy_unchecked')}
      {state === 'failed' && say(`signatureWhy_${signature.code}`)}
    </p>
  )
}
