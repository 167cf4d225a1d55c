import type { RefObject } from 'preact'
import { useEffect, useReducer, useRef } from 'preact/hooks'
import { useKeptFocus } from '../controls/kept-focus.ts'
import { Mark } from '../controls/mark.tsx'
import { AboutSection } from './about-section.tsx'
import { ActivitySection } from './activity/activity-section.tsx'
import { ClaimsSection } from './claims/claims-section.tsx'
import { readKnown, watchKnown, type Known } from './known.ts'
import type { OptionsPort } from './options-port.ts'
import { ManagedSection } from './managed-section.tsx'
import type { Draft } from './pools/pool-form.tsx'
import { PoolsSection } from './pools/pools-section.tsx'
import { SettingsSection } from './settings/settings-section.tsx'
import { SitesSection } from './sites/sites-section.tsx'
import { sectionNames, useSection, type SectionName } from './section.ts'
import { say } from '../words/say.ts'

interface AppProps {
  port: OptionsPort
  /** Read before the first drawing, so that nothing jumps. */
  first: Known
}

/** The whole page: its sections, one at a time. */
export function App({ port, first }: AppProps) {
  const [known, merge] = useReducer(
    (known: Known, part: Partial<Known>): Known => ({ ...known, ...part }),
    first,
  )
  useEffect(() => {
    const stop = watchKnown(port, merge)
    // What changed between the first reading and the watch.
    void readKnown(port).then(merge)
    return stop
  }, [port])
  const section = useSection()
  useKeptFocus()
  const main = useArrival(section)
  const draft = useRef<Draft>(undefined)
  return (
    <>
      <header>
        <Mark />
        <p class="brand">{say('extensionName')}</p>
      </header>
      <Sections shown={section} />
      <main key={section} ref={main} tabIndex={-1} aria-label={say(`section_${section}`)}>
        <Section shown={section} {...{ port, known, draft, merge }} />
      </main>
    </>
  )
}

/** Who went to another section finds the focus there, and its name in the tab. */
function useArrival(section: SectionName) {
  const main = useRef<HTMLElement>(null)
  const before = useRef(section)
  // After every drawing: whoever begins the page anew, in whatever language, gives it its plain name again.
  useEffect(() => {
    document.title = `${say(`section_${section}`)} · ${say('extensionName')}`
  })
  useEffect(() => {
    if (before.current !== section) main.current?.focus()
    before.current = section
  }, [section])
  return main
}

function Sections({ shown }: { shown: SectionName }) {
  return (
    <nav aria-label={say('sections')}>
      {sectionNames.map((name) => (
        <a key={name} href={`#${name}`} {...(name === shown && { 'aria-current': 'page' })}>
          {say(`section_${name}`)}
        </a>
      ))}
    </nav>
  )
}

interface SectionProps {
  shown: SectionName
  port: OptionsPort
  known: Known
  /** A user pool that is being typed. */
  draft: RefObject<Draft | undefined>
  merge: (part: Partial<Known>) => void
}

function Section({ shown, port, known, draft, merge }: SectionProps) {
  const { grants, views } = known
  switch (shown) {
    case 'pools':
      return (
        <PoolsSection
          port={port}
          stored={known.stored}
          methods={known.methods}
          first={known.settings?.firstProfile}
          draft={draft}
          hidesFirstRun={known.policy?.hidesFirstRun === true}
          change={(stored) => merge({ stored })}
        />
      )
    case 'sites':
      return <SitesSection {...{ port, grants, views }} current={known.settings?.currentAccount} />
    case 'activity':
      return <ActivitySection {...{ port, grants, views }} />
    case 'claims':
      return <ClaimsSection port={port} views={known.views} settings={known.settings} />
    case 'settings':
      return (
        <SettingsSection
          port={port}
          settings={known.settings}
          language={known.language}
          mayStay={known.policy?.mayStay !== false}
        />
      )
    case 'managed':
      return <ManagedSection policy={known.policy} managed={known.managed} />
    case 'about':
      return <AboutSection port={port} />
  }
}
