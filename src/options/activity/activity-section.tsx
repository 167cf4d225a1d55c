import { useMemo, useRef, useState } from 'preact/hooks'
import { Loading } from '../../claims/loading.tsx'
import type { Grant } from '../../contract/grant.ts'
import type { SessionViewRecord } from '../../contract/view.ts'
import type { OptionsPort } from '../options-port.ts'
import { Filters } from './filters.tsx'
import { KeepCard } from './keep-card.tsx'
import { everything, isNarrow, matching, sitesIn, type Wish } from './kinds.ts'
import { searchedText, type Speech } from './told.ts'
import type { Noted } from './timeline.ts'
import { Timeline } from './timeline-view.tsx'
import { useNoted } from './use-noted.ts'
import { useSpeech } from './use-speech.ts'
import { number, say } from '../../words/say.ts'

interface ActivitySectionProps {
  port: Pick<OptionsPort, 'activity' | 'ask' | 'save'>
  grants: readonly Grant[]
  views: readonly SessionViewRecord[]
}

/** What happened, and who got what: why somebody was signed out, and where a token went. */
export function ActivitySection({ port, grants, views }: ActivitySectionProps) {
  const noted = useNoted(port)
  const [said, tell] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)
  const cleared = () => {
    // The buttons go: the focus is not lost, but at the top.
    heading.current?.focus()
    tell(say('activityCleared'))
  }
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {say('section_activity')}
      </h1>
      <p class="lead">{say('activityLead')}</p>
      <p role="status" class={said === '' ? 'unheard' : 'note'}>
        {said}
      </p>
      {noted === undefined && <Loading />}
      {noted?.length === 0 && <Nothing />}
      {noted !== undefined && noted.length > 0 && (
        <>
          <Looking port={port} noted={noted} grants={grants} views={views} tell={tell} />
          <KeepCard port={port} noted={noted} cleared={cleared} />
        </>
      )}
    </>
  )
}

function Nothing() {
  return (
    <section class="card">
      <p>{say('activityNone')}</p>
    </section>
  )
}

/** What a search looks through is put into words once, however many letters are typed. */
function knownTexts(speech: Speech): (noted: Noted) => string {
  const known = new Map<string, string>()
  return ({ id, entry }) => {
    const key = `${id} ${entry.at} ${entry.kind}`
    const text = known.get(key) ?? searchedText(entry, speech)
    known.set(key, text)
    return text
  }
}

interface LookingProps extends ActivitySectionProps {
  noted: readonly Noted[]
  tell: (sentence: string) => void
}

function Looking({ port, noted, grants, views, tell }: LookingProps) {
  const [wish, want] = useState<Wish>(everything)
  const speech = useSpeech(noted, views)
  const sites = useMemo(() => sitesIn(noted), [noted])
  const textOf = useMemo(() => knownTexts(speech), [speech])
  const found = useMemo(() => matching(noted, wish, textOf), [noted, wish, textOf])
  return (
    <>
      <Filters wish={wish} want={want} sites={sites} />
      {isNarrow(wish) && (
        <div class="note">
          <span role="status">
            {say('activityFound', { all: number(noted.length), found: number(found.length) })}
          </span>{' '}
          <button type="button" class="link" onClick={() => want(everything)}>
            {say('activityEverything')}
          </button>
        </div>
      )}
      <Timeline
        key={`${wish.group} ${wish.site} ${wish.search}`}
        port={port}
        noted={found}
        speech={speech}
        grants={grants}
        tell={tell}
      />
    </>
  )
}
