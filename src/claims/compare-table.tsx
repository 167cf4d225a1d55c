import { useState } from 'preact/hooks'
import { say, sayCount } from '../words/say.ts'
import { shapeOf } from './claim-shape.ts'
import { ClaimValue } from './claim-value.tsx'
import type { ComparedClaim } from './compared.ts'
import { LongText } from './shown-text.tsx'

type Claims = Readonly<Record<string, unknown>>

/** What stands beside each other. `former`: first what a token said before, then what it says now. */
export interface Compared {
  kind: 'tokens' | 'former'
  first: Claims
  second: Claims
}

interface CompareTableProps {
  both: Compared
  rows: readonly ComparedClaim[]
  ahead: number
}

const ROWS = 200
const HEADS = { tokens: ['token_id', 'token_access'], former: ['before', 'now'] } as const

/** Two tokens, claim by claim. The roles are written out for the same reason as in the table of one. */
export function CompareTable({ both, rows, ahead }: CompareTableProps) {
  const [count, setCount] = useState(ROWS)
  const left = rows.length - count
  const { kind } = both
  return (
    <>
      <table role="table" class="compared" aria-label={say(`compared_${kind}`)}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">{say('columnClaim')}</th>
            {HEADS[kind].map((head) => (
              <th key={head} role="columnheader">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.slice(0, count).map((row) => (
            <Row key={row.name} row={row} both={both} ahead={ahead} />
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

function Row({ row: { name, state }, both, ahead }: { row: ComparedClaim; both: Compared; ahead: number }) {
  const { kind, first, second } = both
  return (
    <tr role="row" class={state}>
      <th role="rowheader" scope="row">
        <LongText text={name} />{' '}
        <span class="state">
          {kind === 'tokens' ? say(`comparedTokens_${state}`) : say(`comparedFormer_${state}`)}
        </span>
      </th>
      {state === 'same' ? (
        <td role="cell" colSpan={2}>
          <ClaimValue shape={shapeOf(name, first[name])} ahead={ahead} />
        </td>
      ) : (
        <>
          <Cell name={name} claims={first} ahead={ahead} />
          <Cell name={name} claims={second} ahead={ahead} />
        </>
      )}
    </tr>
  )
}

function Cell({ name, claims, ahead }: { name: string; claims: Claims; ahead: number }) {
  return (
    <td role="cell">
      {Object.hasOwn(claims, name) ? (
        <ClaimValue shape={shapeOf(name, claims[name])} ahead={ahead} />
      ) : (
        <span class="nothing">{say('comparedAbsent')}</span>
      )}
    </td>
  )
}
