import { useState } from 'preact/hooks'
import { sayCount } from '../words/say.ts'
import type { Shape } from './claim-shape.ts'
import { Moment } from './moment.tsx'
import { LongText, ShownText } from './shown-text.tsx'

/** A claim's value, each kind in its own way. */
export function ClaimValue({ shape, ahead }: { shape: Shape; ahead: number }) {
  switch (shape.kind) {
    case 'time':
      return <Moment at={shape.at} ahead={ahead} />
    case 'chips':
      return <Chips items={shape.items} />
    case 'boolean':
      return <Truth value={shape.value} />
    case 'text':
      return <LongText text={shape.text} />
    case 'json':
      return (
        <code class="json">
          <LongText text={shape.text} json />
        </code>
      )
    case 'nothing':
      return <span class="nothing">{shape.text}</span>
  }
}

const CHIPS = 30
const CHIP_LENGTH = 120

/** A list as chips; `label` where nothing beside it says what they are. */
export function Chips({ items, label }: { items: readonly string[]; label?: string }) {
  const [count, setCount] = useState(CHIPS)
  const left = items.length - count
  return (
    <ul class="chips" {...(label === undefined ? {} : { 'aria-label': label })}>
      {items.slice(0, count).map((item, place) => (
        <li class="chip" key={place}>
          {item.length > CHIP_LENGTH ? <LongText text={item} /> : <ShownText text={item} />}
        </li>
      ))}
      {left > 0 && (
        <li>
          <button type="button" class="link" onClick={() => setCount(count + 1000)}>
            {sayCount('moreChips', left)}
          </button>
        </li>
      )}
    </ul>
  )
}

/** The sign is there for the eye; the word says it all. */
function Truth({ value }: { value: boolean }) {
  return (
    <span class={value ? 'truth yes' : 'truth'}>
      <span aria-hidden="true">{value ? '✓ ' : '✕ '}</span>
      {String(value)}
    </span>
  )
}
