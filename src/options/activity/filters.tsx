import type { Origin } from '../../contract/identity.ts'
import { say } from '../../words/say.ts'
import { groups, type Group, type Wish } from './kinds.ts'
import { siteName } from './site-name.ts'

interface FiltersProps {
  wish: Wish
  want: (wish: Wish) => void
  /** Those that the record names. */
  sites: readonly Origin[]
}

/** What the person looks for: kinds of entries, one site, words. */
export function Filters({ wish, want, sites }: FiltersProps) {
  return (
    <div class="filters">
      <Kinds wish={wish} want={want} />
      <input
        type="search"
        class="search"
        placeholder={say('activitySearch')}
        aria-label={say('activitySearch')}
        autocomplete="off"
        spellcheck={false}
        value={wish.search}
        onInput={({ currentTarget }) => want({ ...wish, search: currentTarget.value })}
      />
      {sites.length > 0 && <Sites wish={wish} want={want} sites={sites} />}
    </div>
  )
}

function Kinds({ wish, want }: Omit<FiltersProps, 'sites'>) {
  const { group: chosen, ...rest } = wish
  const choose = (group: Group | undefined) => want(group === undefined ? rest : { ...rest, group })
  return (
    <div class="tabs kinds" role="group" aria-label={say('activityShow')}>
      {[undefined, ...groups].map((group) => (
        <button key={group ?? ''} type="button" aria-pressed={group === chosen} onClick={() => choose(group)}>
          {say(`activityShow_${group ?? 'all'}`)}
        </button>
      ))}
    </div>
  )
}

function Sites({ wish, want, sites }: FiltersProps) {
  const { site: chosen, ...rest } = wish
  const choose = (name: string) => {
    const site = sites.find((site) => site === name)
    want(site === undefined ? rest : { ...rest, site })
  }
  return (
    <select
      aria-label={say('activitySite')}
      value={chosen ?? ''}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      <option value="">{say('activitySite_any')}</option>
      {sites.map((site) => (
        <option key={site} value={site} dir="ltr">
          {siteName(site)}
        </option>
      ))}
    </select>
  )
}
