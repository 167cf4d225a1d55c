import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { say, sayCount, type PlainKey } from '../words/say.ts'

interface RowsTableProps<Row> {
  kind: 'claims' | 'compared'
  /** What the table holds, for those who do not see it. */
  caption: string
  heads: readonly PlainKey[]
  rows: readonly Row[]
  children: (row: Row) => ComponentChildren
}

const ROWS = 200

/**
 * A row for each claim, the first of very many. The roles are written out because the rows are laid out as grids,
 * and a table whose display is changed is no table any more to some screen readers.
 */
export function RowsTable<Row>({ kind, caption, heads, rows, children }: RowsTableProps<Row>) {
  const [count, setCount] = useState(ROWS)
  const left = rows.length - count
  return (
    <>
      <table role="table" class={kind} aria-label={caption}>
        <thead role="rowgroup">
          <tr role="row">
            {heads.map((head) => (
              <th key={head} role="columnheader">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">{rows.slice(0, count).map(children)}</tbody>
      </table>
      {left > 0 && (
        <button type="button" class="link" onClick={() => setCount(count + 1000)}>
          {sayCount('showMoreClaims', left)}
        </button>
      )}
    </>
  )
}
