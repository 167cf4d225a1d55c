import { inReadingOrder } from './claim-meaning.ts'
import { matching, rowsOf } from './claim-rows.ts'
import { jsonOf } from './claim-shape.ts'

type Claims = Readonly<Record<string, unknown>>

/** One claim in two tokens. */
export interface ComparedClaim {
  name: string
  /** Whether it is in both and says the same, in both and differs, or in one alone. */
  state: 'same' | 'different' | 'first' | 'second'
}

/** All claims of two tokens: those that differ first, then those that one of them has alone, then the rest. */
export function compared(first: Claims, second: Claims): ComparedClaim[] {
  const names = inReadingOrder([...new Set([...Object.keys(first), ...Object.keys(second)])])
  const rows = names.map((name): ComparedClaim => ({ name, state: stateOf(name, first, second) }))
  return STATES.flatMap((state) => rows.filter((row) => row.state === state))
}

const STATES = ['different', 'first', 'second', 'same'] as const

function stateOf(name: string, first: Claims, second: Claims): ComparedClaim['state'] {
  if (!Object.hasOwn(second, name)) return 'first'
  if (!Object.hasOwn(first, name)) return 'second'
  return jsonOf(first[name]) === jsonOf(second[name]) ? 'same' : 'different'
}

/** The names of claims that a search finds in either token. */
export function foundIn(first: Claims, second: Claims, search: string): Set<string> {
  return new Set(
    [first, second].flatMap((claims) => matching(rowsOf(claims), search)).map(({ name }) => name),
  )
}

/** How many of them are in each state. */
export function countedBy(rows: readonly ComparedClaim[], state: ComparedClaim['state']): number {
  return rows.filter((row) => row.state === state).length
}
