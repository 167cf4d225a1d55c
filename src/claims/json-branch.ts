import { jsonOf } from './claim-shape.ts'

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

/** Whether one of the words stands somewhere in a value, or in its name. */
export function holds(name: string | undefined, value: unknown, words: readonly string[]): boolean {
  if (words.length === 0) return false
  const text = `${name ?? ''}\n${jsonOf(value)}`.toLowerCase()
  return words.some((word) => text.includes(word))
}

export function wordsIn(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}
