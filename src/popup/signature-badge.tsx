import type { Signature } from '../contract/view.ts'

const BADGES = {
  pending: { mark: '◌', words: 'Checking signature…', why: '' },
  verified: { mark: '✓', words: 'Signature verified', why: '' },
  unchecked: {
    mark: '▲',
    words: 'Signature not checked',
    why: 'The user pool’s keys cannot be reached. The tokens came from the pool itself.',
  },
  failed: { mark: '✕', words: 'Signature wrong', why: 'These tokens are given to nobody.' },
}

const CODES = {
  SignatureInvalid: 'The user pool did not sign them.',
  KeyUnknown: 'They are signed with a key that the user pool does not have.',
  ClaimsInvalid: 'They were made for another user pool or app.',
}

/** Whether the user pool signed what is shown; where it is not sure, why, and what follows. */
export function SignatureBadge({ signature }: { signature: Signature }) {
  const { mark, words, why } = BADGES[signature.state]
  const reason = signature.state === 'failed' ? `${CODES[signature.code]} ${why}` : why
  return (
    <p class={`signature ${signature.state}`}>
      <span aria-hidden="true">{mark}</span> <strong>{words}</strong> {reason}
    </p>
  )
}
