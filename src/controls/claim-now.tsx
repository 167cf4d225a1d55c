import { ShownText } from '../claims/shown-text.tsx'
import { firstOf } from '../claims/visible-text.ts'
import { say } from '../words/say.ts'

/** Enough to recognise it; the popup shows it whole. */
const LONGEST = 80

interface ClaimNowProps {
  name: string
  values: Readonly<Record<string, unknown>>
}

/** What a claim says now, in a line, for whoever decides whether to give it away. */
export function ClaimNow({ name, values }: ClaimNowProps) {
  if (!Object.hasOwn(values, name)) return <span class="hint">{say('choiceNotInToken')}</span>
  const value = values[name]
  const text = textOf(value)
  return (
    <span class="hint">
      <ShownText text={firstOf(text, LONGEST)} />
      {text.length > LONGEST && '…'}
    </span>
  )
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string')
  return isList ? value.join(', ') : (JSON.stringify(value) ?? '')
}
