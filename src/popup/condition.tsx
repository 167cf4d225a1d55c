import { useTicking, useTime } from '../claims/time-context.ts'
import type { SignedInView } from '../contract/view.ts'
import { conditionName, conditionOf, conditionSentence } from './session-words.ts'

const MARKS = {
  valid: '●',
  refreshing: '◌',
  validOffline: '▲',
  validUnanswered: '▲',
  ending: '●',
  expired: '■',
  offline: '▲',
}

/** How the session is doing: a mark that differs in shape as well as in colour, and words. */
export function Condition({ view }: { view: SignedInView }) {
  const condition = useTicking((now) => conditionOf(view, now))
  return (
    <p class={`condition ${condition}`}>
      <span class="mark" aria-hidden="true">
        {MARKS[condition]}
      </span>{' '}
      {conditionName(condition)}
    </p>
  )
}

export function ConditionSentence({ view }: { view: SignedInView }) {
  const { words } = useTime()
  const sentence = useTicking((now) => conditionSentence(view, now, words))
  return sentence === '' ? null : <p class="note">{sentence}</p>
}
