import { useState } from 'preact/hooks'
import { useTicking, useTime } from '../../claims/time-context.ts'
import type { Grant } from '../../contract/grant.ts'
import type { AccountId } from '../../contract/identity.ts'
import type { SessionViewRecord } from '../../contract/view.ts'
import type { OptionsPort } from '../options-port.ts'
import { allowedSites, endedBy, hostOf, matchingSites, type AllowedSite } from './allowed-sites.ts'
import { PolicySites } from './policy-sites.tsx'
import { SiteCard } from './site-card.tsx'
import { TakeAllBack } from './take-all-back.tsx'
import { number, say, sayCount } from '../../words/say.ts'

interface SitesSectionProps {
  port: Pick<OptionsPort, 'ask'>
  grants: readonly Grant[]
  views: readonly SessionViewRecord[]
  /** The account that is meant where none is named. */
  current: AccountId | undefined
}

/** Cards that are drawn at once. */
const FIRST = 60

/** Which sites have what, until when; and taking it back. */
export function SitesSection({ port, grants, views, current }: SitesSectionProps) {
  const { ticker } = useTime()
  const [search, setSearch] = useState('')
  const [said, tell] = useState('')
  useTicking((now) => endedBy(grants, now))
  const byPolicy = grants.filter(({ source }) => source === 'policy')
  const sites = allowedSites(
    grants.filter((grant) => !byPolicy.includes(grant)),
    ticker.now(),
  )
  const found = matchingSites(sites, search, views)
  const isRuled = ({ origin }: AllowedSite) => byPolicy.some((grant) => grant.origin === origin)
  return (
    <>
      <h1>{say('section_sites')}</h1>
      <p role="status" class={said === '' ? 'unheard' : 'note'}>
        {said}
      </p>
      {sites.length === 0 && byPolicy.length === 0 && <NoSites />}
      {sites.length > 1 && <Search value={search} change={setSearch} />}
      {search !== '' && <Found found={found} sites={sites} />}
      <SiteList port={port} sites={found} views={views} isRuled={isRuled} tell={tell} />
      <PolicySites grants={byPolicy} views={views} current={current} />
      <TakeAllBack
        key={search}
        port={port}
        sites={found}
        some={found.length < sites.length}
        gone={(gone) =>
          tell(gone.some(isRuled) ? say('sitesGoneButRuled') : sayCount('sitesGone', gone.length))
        }
      />
    </>
  )
}

interface SiteListProps extends Omit<SitesSectionProps, 'grants' | 'current'> {
  sites: readonly AllowedSite[]
  /** Whether an operator allows it too. */
  isRuled: (site: AllowedSite) => boolean
  tell: (sentence: string) => void
}

function SiteList({ port, sites, views, isRuled, tell }: SiteListProps) {
  const [count, setCount] = useState(FIRST)
  const left = sites.length - count
  return (
    <>
      {sites.slice(0, count).map((site) => (
        <SiteCard
          key={site.origin}
          port={port}
          site={site}
          views={views}
          gone={() => tell(say(isRuled(site) ? 'siteGoneButRuled' : 'siteGone', { site: hostOf(site) }))}
        />
      ))}
      {left > 0 && (
        <button type="button" onClick={() => setCount(count + FIRST)}>
          {sayCount('showMoreSites', left)}
        </button>
      )}
    </>
  )
}

function NoSites() {
  return (
    <section class="card">
      <p>{say('sitesNone')}</p>
    </section>
  )
}

function Search({ value, change }: { value: string; change: (value: string) => void }) {
  return (
    <input
      type="search"
      class="search"
      placeholder={say('sitesSearch')}
      aria-label={say('sitesSearch')}
      autocomplete="off"
      spellcheck={false}
      value={value}
      onInput={(event) => change(event.currentTarget.value)}
    />
  )
}

function Found({ found, sites }: { found: readonly AllowedSite[]; sites: readonly AllowedSite[] }) {
  return (
    <p role="status" class="note">
      {say('sitesFound', { all: number(sites.length), found: number(found.length) })}
    </p>
  )
}
