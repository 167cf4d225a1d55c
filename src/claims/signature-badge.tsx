import type { Signature } from '../contract/view.ts'
import { say } from '../words/say.ts'

const MARKS = {
  pending: '◌',
  verified: '✓',
  unchecked: '▲',
  SignatureInvalid: '✕',
  ClaimsInvalid: '✕',
  KeyUnknown: '?',
  AlgorithmUnsupported: '⊘',
}

/** Whether the user pool signed what is shown, and how that is known; where it is not, why, and what follows. */
export function SignatureBadge({ signature }: { signature: Signature }) {
  const found = signature.state === 'failed' ? signature.code : signature.state
  return (
    <p class={`signature ${signature.state}`}>
      <span aria-hidden="true">{MARKS[found]}</span> <strong>{say(`signature_${found}`)}</strong>{' '}
      {found !== 'pending' && say(`signatureWhy_${found}`)}
    </p>
  )
}
