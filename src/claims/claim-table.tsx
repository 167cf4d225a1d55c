import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { say, sayCount } from '../words/say.ts'
import type { ClaimRow } from './claim-rows.ts'
import { ClaimValue } from './claim-value.tsx'
import { LongText, ShownText } from './shown-text.tsx'

interface ClaimTableProps {
  rows: readonly ClaimRow[]
  /** What the table holds, for those who do not see it. */
  caption: string
  ahead: number
  /** What can be done with a claim, where there is room for it. */
  action?: ((row: ClaimRow) => ComponentChildren) | undefined
}

const ROWS = 200

/**
 * Claim, value, what it means. The roles are written out because the rows are laid out as grids, and a table
 * whose display is changed is no table any more to some screen readers.
 */
export function ClaimTable({ rows, caption, ahead, action }: ClaimTableProps) {
  const [count, setCount] = useState(ROWS)
  const left = rows.length - count
  return (
    <>
      <table role="table" class="claims" aria-label={caption}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">{say('columnClaim')}</th>
            <th role="columnheader">{say('columnValue')}</th>
            <th role="columnheader">{say('columnMeaning')}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.slice(0, count).map((row) => (
            <Row key={row.name} row={row} ahead={ahead} action={action} />
          ))}
        </tbody>
      </table>
      {left > 0 && (
        <button type="button" class="link" onClick={() => setCount(count + 1000)}>
          {sayCount('showMoreClaims', left)}
        </button>
      )}
    </>
  )
}

interface RowProps extends Pick<ClaimTableProps, 'ahead'> {
  row: ClaimRow
  action: ClaimTableProps['action']
}

function Row({ row, ahead, action }: RowProps) {
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <ClaimName name={row.name} />
      </th>
      <td role="cell">
        <ClaimValue shape={row.shape} ahead={ahead} />
        {action?.(row)}
      </td>
      <td role="cell" class="meaning">
        {row.meaning ?? ''}
      </td>
    </tr>
  )
}

/** Names break where they are joined, not in the middle of a word. */
function ClaimName({ name }: { name: string }) {
  if (name.length > WHOLE) return <LongText text={name} />
  return name.split(/(?<=[_:/.-])/).map((part) => (
    <>
      <ShownText text={part} />
      <wbr />
    </>
  ))
}

const WHOLE = 120
