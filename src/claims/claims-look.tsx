import { useState } from 'preact/hooks'
import { say } from '../words/say.ts'

/** How a person looks at claims; it stays as they go from one token to the other. */
export interface ClaimsLook {
  search: string
  asJson: boolean
  searchFor: (search: string) => void
  showAsJson: (asJson: boolean) => void
}

export function useClaimsLook(): ClaimsLook {
  const [search, searchFor] = useState('')
  const [asJson, showAsJson] = useState(false)
  return { search, asJson, searchFor, showAsJson }
}

/** Searches names, values and meanings as it is typed in. */
export function SearchField({ look, label }: { look: ClaimsLook; label: string }) {
  return (
    <input
      type="search"
      class="search"
      placeholder={say('searchClaims')}
      aria-label={label}
      autocomplete="off"
      spellcheck={false}
      value={look.search}
      onInput={(event) => look.searchFor(event.currentTarget.value)}
    />
  )
}
