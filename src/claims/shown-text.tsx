import { useState } from 'preact/hooks'
import { say, sayCount } from '../words/say.ts'
import { firstOf, visibleText } from './visible-text.ts'

interface ShownTextProps {
  text: string
  /** A name in one word: it breaks where its parts are joined, not in the middle of them. */
  joined?: boolean
}

/** A text from outside, drawn as text: what would act or hide is named, and its direction stays its own. */
export function ShownText({ text, joined = false }: ShownTextProps) {
  return (
    <bdi>
      {visibleText(text).map((stretch) =>
        stretch.kind === 'plain' ? (
          joined ? (
            parted(stretch.text)
          ) : (
            stretch.text
          )
        ) : (
          <span class="unseen" title={stretch.name}>
            {stretch.codePoint}
          </span>
        ),
      )}
    </bdi>
  )
}

const parted = (text: string) =>
  text.split(/(?<=[_:/.-])/).map((part) => (
    <>
      {part}
      <wbr />
    </>
  ))

/** How much of a long text is drawn at first, and how much more with each click. */
const FIRST = 240
const STEP = 20_000

interface LongTextProps {
  text: string
  /** How much of it is drawn at once. */
  first?: number
  /** JSON has its own escapes for what is not seen, and line ends that are its layout. */
  json?: boolean
}

/** A text of any length: its beginning, and more by a click. */
export function LongText({ text, first = FIRST, json = false }: LongTextProps) {
  const [length, setLength] = useState(first)
  const shown = firstOf(text, length)
  const left = text.length - shown.length
  return (
    <>
      {json ? shown : <ShownText text={shown} />}
      {left > 0 && (
        <>
          …{' '}
          <button type="button" class="link" onClick={() => setLength(length + STEP)}>
            {left > STEP ? sayCount('showMoreText', left) : say('showAll')}
          </button>
        </>
      )}
    </>
  )
}
