import { useMemo, useState } from 'preact/hooks'
import { number, say } from '../words/say.ts'
import type { ClaimsLook } from './claims-look.tsx'
import { SearchField } from './claims-look.tsx'
import type { SessionClaims } from './claims-view.tsx'
import { ComparedRow, type Compared } from './compared-row.tsx'
import { compared, countedBy, foundIn, type ComparedClaim } from './compared.ts'
import { RowsTable } from './rows-table.tsx'

export interface CompareViewProps {
  session: SessionClaims
  look: ClaimsLook
  /** Milliseconds by which this device's clock is ahead of the issuer's. */
  ahead: number
}

const PAIRS = ['tokens', 'id', 'access'] as const
type Pair = (typeof PAIRS)[number]

const HEADS = {
  tokens: ['columnClaim', 'token_id', 'token_access'],
  former: ['columnClaim', 'before', 'now'],
} as const

/** The two tokens beside each other, or one beside what it said before the last refresh. */
export function CompareView({ session, look, ahead }: CompareViewProps) {
  const [pair, choose] = useState<Pair>('tokens')
  const both = bothOf(session, pair)
  return (
    <>
      <div class="pairs" role="group" aria-label={say('comparedWhat')}>
        {PAIRS.map((name) => (
          <button
            key={name}
            type="button"
            class="toggle"
            aria-pressed={name === pair}
            onClick={() => choose(name)}
          >
            {say(`compare_${name}`)}
          </button>
        ))}
      </div>
      {both === undefined ? (
        <p class="note">{say('compareNothingYet')}</p>
      ) : (
        <Both key={pair} both={both} look={look} ahead={ahead} />
      )}
    </>
  )
}

function Both({ both, look, ahead }: { both: Compared; look: ClaimsLook; ahead: number }) {
  const { first, second, kind } = both
  const rows = useMemo(() => compared(first, second), [first, second])
  const found = useMemo(() => {
    const names = foundIn(first, second, look.search)
    return rows.filter(({ name }) => names.has(name))
  }, [rows, look.search])
  return (
    <>
      <div class="tools">
        <SearchField look={look} label={say('searchCompared')} />
      </div>
      <p role="status" class="note">
        {found.length < rows.length
          ? say('claimsFound', { all: number(rows.length), found: number(found.length) })
          : kind === 'former' && changesIn(rows)}
      </p>
      <RowsTable kind="compared" caption={say(`compared_${kind}`)} heads={HEADS[kind]} rows={found}>
        {(row) => <ComparedRow key={row.name} row={row} both={both} ahead={ahead} />}
      </RowsTable>
    </>
  )
}

/** What changed since the last refresh, in numbers. */
function changesIn(rows: readonly ComparedClaim[]): string {
  const [changed, gone, added] = (['different', 'first', 'second'] as const).map((state) =>
    number(countedBy(rows, state)),
  )
  return say('changesCounted', { changed: changed ?? '', gone: gone ?? '', added: added ?? '' })
}

/** Undefined while there are no tokens before these. */
function bothOf({ idClaims, accessClaims, former }: SessionClaims, pair: Pair): Compared | undefined {
  if (pair === 'tokens') return { kind: 'tokens', first: idClaims, second: accessClaims }
  const now = { idClaims, accessClaims }
  const which = pair === 'id' ? 'idClaims' : 'accessClaims'
  return former && { kind: 'former', first: former[which], second: now[which] }
}
