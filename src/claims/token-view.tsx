import { useMemo, useState } from 'preact/hooks'
import { number, say } from '../words/say.ts'
import { matching } from './claim-rows.ts'
import { ClaimTable } from './claim-table.tsx'
import { SearchField, type ClaimsLook } from './claims-look.tsx'
import type { Copying } from './copying.ts'
import { usePart, type Parts } from './parts.ts'
import type { TokenKind } from './token-tabs.tsx'
import { useRows } from './use-rows.ts'

interface TokenViewProps {
  claims: Readonly<Record<string, unknown>>
  /** Which token it is, for those who do not see it. */
  which: TokenKind | 'pasted'
  look: ClaimsLook
  /** Milliseconds by which this device's clock is ahead of the issuer's. */
  ahead: number
  copying: Copying | undefined
  parts: Parts
}

/** A token's claims: a table or JSON, with a search, each to be copied where that can be. */
export function TokenView({ claims, which, look, ahead, copying, parts }: TokenViewProps) {
  const [said, tell] = useState('')
  const { search, asJson } = look
  const Json = usePart(asJson, parts.json, parts.meanwhile)
  const rows = useRows(claims)
  const found = useMemo(() => matching(rows, search), [rows, search])
  const told = said === '' && found.length < rows.length ? countOf(found.length, rows.length) : said
  return (
    <>
      <div class="tools">
        <SearchField look={look} label={say(`searchIn_${which}`)} />
        <button type="button" class="toggle" aria-pressed={asJson} onClick={() => look.showAsJson(!asJson)}>
          JSON
        </button>
      </div>
      <p role="status" class={told === '' ? 'unheard' : 'note'}>
        {told}
      </p>
      {asJson ? (
        Json && (
          <Json claims={Object.fromEntries(found.map(({ name }) => [name, claims[name]]))} search={search} />
        )
      ) : (
        <ClaimTable
          rows={found}
          caption={say(`tableOf_${which}`)}
          ahead={ahead}
          action={copying && (({ name }) => copying.claim(name, claims[name], tell))}
        />
      )}
      {which !== 'pasted' && copying?.token?.(which, tell)}
    </>
  )
}

function countOf(found: number, all: number): string {
  return say('claimsFound', { all: number(all), found: number(found) })
}
