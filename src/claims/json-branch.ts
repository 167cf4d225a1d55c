import { visibleJson } from './visible-text.ts'

/** What an object or a list holds, as JSON names it; undefined for all that has nothing to be folded away. */
export interface Branch {
  brackets: readonly [string, string]
  /** Of a list the names are undefined. */
  entries: readonly (readonly [name: string | undefined, value: unknown])[]
}

export function branchOf(value: unknown): Branch | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const isList = Array.isArray(value)
  const entries: Branch['entries'] = isList
    ? value.map((item: unknown) => [undefined, item] as const)
    : Object.entries(value)
  return entries.length === 0 ? undefined : { brackets: isList ? ['[', ']'] : ['{', '}'], entries }
}

/** Levels that are open at first. What is folded is not drawn: a token can be deeper than any page. */
const OPEN = 2
/** So many a search opens at most: each is drawn inside the one before, and looked through once more. */
const SEARCHED = 50

/** Whether a level stands open before anybody chose: the first ones do, and what holds what was searched for. */
export function opensAt(
  depth: number,
  name: string | undefined,
  value: unknown,
  words: readonly string[],
): boolean {
  return depth < OPEN || (depth < SEARCHED && holds(name, value, words))
}

/** Whether one of the words stands somewhere in a value, or in its name. What is too deep to be written holds none. */
export function holds(name: string | undefined, value: unknown, words: readonly string[]): boolean {
  if (words.length === 0) return false
  const text = `${name ?? ''}\n${written(value)}`.toLowerCase()
  return words.some((word) => text.includes(word))
}

/** As JSON without a layout, whose spaces would be more than the value itself; empty where it is too deep. */
function written(value: unknown): string {
  try {
    return visibleJson(JSON.stringify(value) ?? 'null')
  } catch {
    return ''
  }
}

export function wordsIn(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}
