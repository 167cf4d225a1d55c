import { shapeOf } from '../../claims/claim-shape.ts'
import { ClaimValue } from '../../claims/claim-value.tsx'
import { ShownText } from '../../claims/shown-text.tsx'
import { compared } from './compared.ts'
import { say } from '../../words/say.ts'

type Claims = Readonly<Record<string, unknown>>

interface CompareTableProps {
  id: Claims
  access: Claims
  ahead: number
}

/** The two tokens beside each other, claim by claim: what differs comes first. */
export function CompareTable({ id, access, ahead }: CompareTableProps) {
  return (
    <div class="wide" role="region" aria-label={say('compared')} tabIndex={0}>
      <table class="compared">
        <thead>
          <tr>
            <th scope="col">{say('columnClaim')}</th>
            <th scope="col">{say('token_id')}</th>
            <th scope="col">{say('token_access')}</th>
          </tr>
        </thead>
        <tbody>
          {compared(id, access).map(({ name, state }) => (
            <tr key={name} class={state}>
              <th scope="row">
                <ShownText text={name} />
                <span class="state">{say(`compared_${state}`)}</span>
              </th>
              {state === 'same' ? (
                <td colSpan={2}>
                  <ClaimValue shape={shapeOf(name, id[name])} ahead={ahead} />
                </td>
              ) : (
                <>
                  <Cell name={name} claims={id} ahead={ahead} />
                  <Cell name={name} claims={access} ahead={ahead} />
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ name, claims, ahead }: { name: string; claims: Claims; ahead: number }) {
  if (!Object.hasOwn(claims, name)) return <td class="nothing">{say('comparedAbsent')}</td>
  return (
    <td>
      <ClaimValue shape={shapeOf(name, claims[name])} ahead={ahead} />
    </td>
  )
}
