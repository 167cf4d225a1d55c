import { useId, useMemo, useState } from 'preact/hooks'
import { number, say } from '../words/say.ts'
import { byteSize } from './byte-size.ts'
import { matching, rowsOf } from './claim-rows.ts'
import { jsonOf } from './claim-shape.ts'
import { ClaimTable } from './claim-table.tsx'
import { clockNote } from './clock-note.ts'
import { LongText } from './shown-text.tsx'
import { useTime } from './time-context.ts'
import { TokenTabs, type TokenKind } from './token-tabs.tsx'

export interface ClaimsViewProps {
  idClaims: Readonly<Record<string, unknown>>
  accessClaims: Readonly<Record<string, unknown>>
  /** Seconds; positive: this device's clock is ahead of Cognito's. */
  clockDrift: number
  /** Bytes of the two tokens, where they are known. */
  sizes?: { id: number; access: number }
}

/** The claims of both tokens, explained: a table or JSON, with a search. */
export function ClaimsView({ idClaims, accessClaims, clockDrift, sizes }: ClaimsViewProps) {
  const [kind, setKind] = useState<TokenKind>('id')
  const [search, setSearch] = useState('')
  const [asJson, setAsJson] = useState(false)
  const { words } = useTime()
  const id = useId()
  const claims = kind === 'id' ? idClaims : accessClaims
  const note = clockNote(clockDrift, words)
  return (
    <div class="claims-view">
      <TokenTabs chosen={kind} choose={setKind} panel={id} />
      <div role="tabpanel" id={id} aria-labelledby={`${id}-${kind}`} class="token">
        <div class="tools">
          <Search value={search} change={setSearch} />
          <button type="button" class="toggle" aria-pressed={asJson} onClick={() => setAsJson(!asJson)}>
            JSON
          </button>
        </div>
        <Claims
          key={kind}
          claims={claims}
          search={search}
          asJson={asJson}
          kind={kind}
          ahead={clockDrift * 1000}
        />
        {note !== undefined && <p class="note">{note}</p>}
        {sizes !== undefined && (
          <p class="note">{say(`tokenSize_${kind}`, { size: byteSize(sizes[kind], words.locale) })}</p>
        )}
      </div>
    </div>
  )
}

function Search({ value, change }: { value: string; change: (value: string) => void }) {
  return (
    <input
      type="search"
      class="search"
      placeholder={say('searchClaims')}
      aria-label={say('searchClaims')}
      autocomplete="off"
      spellcheck={false}
      value={value}
      onInput={(event) => change(event.currentTarget.value)}
    />
  )
}

interface ClaimsProps {
  claims: Readonly<Record<string, unknown>>
  search: string
  asJson: boolean
  kind: TokenKind
  ahead: number
}

function Claims({ claims, search, asJson, kind, ahead }: ClaimsProps) {
  const rows = useMemo(() => rowsOf(claims), [claims])
  const found = useMemo(() => matching(rows, search), [rows, search])
  const counted = found.length === rows.length ? '' : countOf(found.length, rows.length)
  return (
    <>
      <p role="status" class={counted === '' ? 'unheard' : 'note'}>
        {counted}
      </p>
      {asJson ? (
        <Json claims={Object.fromEntries(found.map(({ name }) => [name, claims[name]]))} />
      ) : (
        <ClaimTable rows={found} caption={say(`claimsOf_${kind}`)} ahead={ahead} />
      )}
    </>
  )
}

function countOf(found: number, all: number): string {
  return say('claimsFound', { all: number(all), found: number(found) })
}

function Json({ claims }: { claims: Record<string, unknown> }) {
  const text = useMemo(() => jsonOf(claims), [claims])
  return (
    <pre class="json" tabIndex={0} role="region" aria-label={say('claimsAsJson')}>
      <LongText text={text} first={JSON_FIRST} json />
    </pre>
  )
}

const JSON_FIRST = 20_000
