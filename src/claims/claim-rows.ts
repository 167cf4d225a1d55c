import { inReadingOrder, meaningOf } from './claim-meaning.ts'
import { shapeOf, type Shape } from './claim-shape.ts'

/** One line of the table. */
export interface ClaimRow {
  name: string
  shape: Shape
  meaning: string | undefined
  /** What a search looks through, in lower case. */
  searched: string
}

export function rowsOf(claims: Readonly<Record<string, unknown>>): ClaimRow[] {
  return inReadingOrder(Object.keys(claims)).map((name) => {
    const shape = shapeOf(name, claims[name])
    const meaning = meaningOf(name)
    return { name, shape, meaning, searched: `${name}\n${textOf(shape)}\n${meaning ?? ''}`.toLowerCase() }
  })
}

/** The rows in which every word of the search stands, in any order. */
export function matching(rows: readonly ClaimRow[], search: string): ClaimRow[] {
  const words = search.toLowerCase().split(/\s+/)
  return rows.filter((row) => words.every((word) => row.searched.includes(word)))
}

function textOf(shape: Shape): string {
  switch (shape.kind) {
    case 'time':
      return new Date(shape.at).toISOString()
    case 'chips':
      return shape.items.join(' ')
    case 'boolean':
      return String(shape.value)
    case 'text':
    case 'json':
    case 'nothing':
      return shape.text
  }
}
