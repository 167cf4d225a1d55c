import { useEffect, useState } from 'preact/hooks'

/** The sections in their order, by the fragment of their address: `#sites`. */
export const sectionNames = ['pools', 'sites', 'activity', 'claims', 'settings', 'managed', 'about'] as const
export type SectionName = (typeof sectionNames)[number]

/** The section that a fragment names; the first where it names none. */
export function sectionIn(fragment: string): SectionName {
  const name = fragment.replace(/^#/, '')
  return sectionNames.find((known) => known === name) ?? 'pools'
}

/** The section that the address names; links, the browser's buttons and bookmarks lead from one to the other. */
export function useSection(): SectionName {
  const [section, show] = useState(() => sectionIn(location.hash))
  useEffect(() => {
    const changed = () => show(sectionIn(location.hash))
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return section
}
