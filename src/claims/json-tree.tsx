import { useState } from 'preact/hooks'
import { say, sayCount } from '../words/say.ts'
import { jsonOf } from './claim-shape.ts'
import { branchOf, holds, opensAt, wordsIn, type Branch } from './json-branch.ts'
import { LongText } from './shown-text.tsx'
import { firstOf } from './visible-text.ts'

const ENTRIES = 200
const NAME = 120

interface NodeProps {
  name: string | undefined
  value: unknown
  /** What was searched for: what holds it is open, and what it stands in is marked. */
  words: readonly string[]
  depth: number
  last: boolean
}

export interface JsonTreeProps {
  claims: Readonly<Record<string, unknown>>
  search: string
}

/** Claims as JSON, in which every object and list can be folded away. */
export function JsonTree({ claims, search }: JsonTreeProps) {
  return (
    <div class="folded json" role="group" aria-label={say('claimsAsJson')}>
      <Node name={undefined} value={claims} words={wordsIn(search)} depth={0} last />
    </div>
  )
}

function Node(props: NodeProps) {
  const branch = branchOf(props.value)
  return branch === undefined ? <Leaf {...props} /> : <Folding {...props} branch={branch} />
}

function Leaf({ name, value, words, last }: NodeProps) {
  return (
    <div class={holds(name, value, words) ? 'leaf found' : 'leaf'}>
      <Name name={name} />
      <bdi>
        <LongText text={jsonOf(value)} json />
      </bdi>
      {!last && ','}
    </div>
  )
}

function Folding({ branch, ...node }: NodeProps & { branch: Branch }) {
  const { name, value, words, depth, last } = node
  const [chosen, fold] = useState<boolean>()
  const open = chosen ?? opensAt(depth, name, value, words)
  const [begin, end] = branch.brackets
  const toggle = (event: Event) => {
    event.preventDefault()
    fold(!open)
  }
  const after = end + (last ? '' : ',')
  return (
    <details open={open}>
      <summary onClick={toggle}>
        <Name name={name} />
        {begin}
        {!open && <span class="nothing"> {sayCount('jsonEntries', branch.entries.length)} </span>}
        {!open && after}
      </summary>
      {open && <Entries entries={branch.entries} words={words} depth={depth + 1} />}
      {open && <div class="end">{after}</div>}
    </details>
  )
}

function Entries({ entries, words, depth }: Pick<Branch, 'entries'> & Pick<NodeProps, 'words' | 'depth'>) {
  const [count, setCount] = useState(ENTRIES)
  const left = entries.length - count
  const last = entries.length - 1
  return (
    <>
      {entries.slice(0, count).map(([name, value], at) => (
        <Node key={name ?? at} name={name} value={value} words={words} depth={depth} last={at === last} />
      ))}
      {left > 0 && (
        <button type="button" class="link" onClick={() => setCount(count + 1000)}>
          {sayCount('jsonMore', left)}
        </button>
      )}
    </>
  )
}

/**
 * A name is as long as its writer likes; the table shows it whole. Apart from its value, as that is from it: two texts
 * from right to left would change their places.
 */
function Name({ name }: Pick<NodeProps, 'name'>) {
  if (name === undefined) return null
  const shown = name.length > NAME ? `${jsonOf(firstOf(name, NAME)).slice(0, -1)}…"` : jsonOf(name)
  return (
    <>
      <bdi>{shown}</bdi>:{' '}
    </>
  )
}
