import { say } from '../words/say.ts'
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

interface ComparedRowProps {
  row: ComparedClaim
  both: Compared
  ahead: number
}

/** A claim of two tokens. */
export function ComparedRow({ row: { name, state }, both, ahead }: ComparedRowProps) {
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
