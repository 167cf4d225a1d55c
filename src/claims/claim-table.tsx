import type { ComponentChildren } from 'preact'
import type { ClaimRow } from './claim-rows.ts'
import { ClaimValue } from './claim-value.tsx'
import { RowsTable } from './rows-table.tsx'
import { LongText, ShownText } from './shown-text.tsx'

interface ClaimTableProps {
  rows: readonly ClaimRow[]
  /** What the table holds, for those who do not see it. */
  caption: string
  ahead: number
  /** What can be done with a claim, where there is room for it. */
  action?: ((row: ClaimRow) => ComponentChildren) | undefined
}

const HEADS = ['columnClaim', 'columnValue', 'columnMeaning'] as const

/** Claim, value, what it means. */
export function ClaimTable({ rows, caption, ahead, action }: ClaimTableProps) {
  return (
    <RowsTable kind="claims" caption={caption} heads={HEADS} rows={rows}>
      {(row) => <Row key={row.name} row={row} ahead={ahead} action={action} />}
    </RowsTable>
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

/** The longest name that is shown whole. */
const WHOLE = 120

function ClaimName({ name }: { name: string }) {
  return name.length > WHOLE ? <LongText text={name} /> : <ShownText text={name} joined />
}
