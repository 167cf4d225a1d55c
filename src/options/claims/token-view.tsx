import { useMemo, useState } from 'preact/hooks'
import { matching, rowsOf } from '../../claims/claim-rows.ts'
import { jsonOf } from '../../claims/claim-shape.ts'
import { ClaimTable } from '../../claims/claim-table.tsx'
import { LongText } from '../../claims/shown-text.tsx'
import { claimPath, claimText } from './claim-path.ts'
import { number, say } from '../../words/say.ts'

interface TokenViewProps {
  port: { copy(text: string): Promise<void> }
  claims: Readonly<Record<string, unknown>>
  /** Which token it is, for those who do not see it. */
  which: 'id' | 'access' | 'pasted'
  /** Milliseconds by which this device's clock is ahead of the issuer's. */
  ahead: number
}

/** A token's claims: a table or JSON, with a search, each to be copied. */
export function TokenView({ port, claims, which, ahead }: TokenViewProps) {
  const [search, setSearch] = useState('')
  const [asJson, setAsJson] = useState(false)
  const { said, copy } = useCopying(port)
  const rows = useMemo(() => rowsOf(claims), [claims])
  const found = useMemo(() => matching(rows, search), [rows, search])
  const counted = found.length === rows.length ? '' : countOf(found.length, rows.length)
  return (
    <div class="claims-view token">
      <div class="tools">
        <Search value={search} label={say(`searchIn_${which}`)} change={setSearch} />
        <button type="button" class="toggle" aria-pressed={asJson} onClick={() => setAsJson(!asJson)}>
          JSON
        </button>
      </div>
      <p role="status" class={said + counted === '' ? 'unheard' : 'note'}>
        {said === '' ? counted : said}
      </p>
      {asJson ? (
        <Folded claims={Object.fromEntries(found.map(({ name }) => [name, claims[name]]))} />
      ) : (
        <ClaimTable
          rows={found}
          caption={say(`tableOf_${which}`)}
          ahead={ahead}
          action={({ name }) => <Copies name={name} value={claims[name]} copy={copy} />}
        />
      )}
    </div>
  )
}

function countOf(found: number, all: number): string {
  return say('claimsFound', { all: number(all), found: number(found) })
}

function useCopying(port: TokenViewProps['port']) {
  const [said, tell] = useState('')
  const copy = (text: string, sentence: string) =>
    void port.copy(text).then(
      () => tell(sentence),
      () => tell(say('copyFailed')),
    )
  return { said, copy }
}

interface SearchProps {
  value: string
  label: string
  change: (value: string) => void
}

function Search({ value, label, change }: SearchProps) {
  return (
    <input
      type="search"
      class="search"
      placeholder={say('searchClaims')}
      aria-label={label}
      autocomplete="off"
      spellcheck={false}
      value={value}
      onInput={(event) => change(event.currentTarget.value)}
    />
  )
}

interface CopiesProps {
  name: string
  value: unknown
  /** With the sentence that says that it is done. */
  copy: (text: string, sentence: string) => void
}

function Copies({ name, value, copy }: CopiesProps) {
  return (
    <span class="copies">
      <button
        type="button"
        class="link"
        aria-label={say('copyValueOf', { name })}
        onClick={() => copy(claimText(value), say('copiedValueOf', { name }))}
      >
        {say('copyValue')}
      </button>
      <button
        type="button"
        class="link"
        aria-label={say('copyPathOf', { name })}
        onClick={() => copy(claimPath(name), say('copiedPathOf', { name }))}
      >
        {say('copyPath')}
      </button>
    </span>
  )
}

/** JSON, in which each claim that holds several things can be folded away. */
function Folded({ claims }: { claims: Record<string, unknown> }) {
  const names = Object.keys(claims)
  return (
    <div class="folded json" role="group" aria-label={say('claimsAsJson')}>
      {'{'}
      {names.map((name, place) => (
        <Member key={name} name={name} value={claims[name]} last={place === names.length - 1} />
      ))}
      {'}'}
    </div>
  )
}

function Member({ name, value, last }: { name: string; value: unknown; last: boolean }) {
  const comma = last ? '' : ','
  const text = `${jsonOf(name)}: ${jsonOf(value)}`
  if (typeof value !== 'object' || value === null || !text.includes('\n')) {
    return (
      <div>
        <LongText text={text} json />
        {comma}
      </div>
    )
  }
  const [first = '', ...rest] = text.split('\n')
  return (
    <details open>
      <summary>{first}</summary>
      <LongText text={rest.join('\n')} first={20_000} json />
      {comma}
    </details>
  )
}
