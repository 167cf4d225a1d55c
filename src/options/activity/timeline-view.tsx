import { useMemo, useState } from 'preact/hooks'
import { useTicking, useTime } from '../../claims/time-context.ts'
import type { Grant } from '../../contract/grant.ts'
import type { Origin } from '../../contract/identity.ts'
import type { OptionsPort } from '../options-port.ts'
import { allowedSites } from '../sites/allowed-sites.ts'
import { EntryRow } from './entry-row.tsx'
import { siteName } from './site-name.ts'
import { daysOf, folded, newestOf, type Day, type Noted } from './timeline.ts'
import type { Speech } from './told.ts'
import { say, sayCount } from '../../words/say.ts'

interface TimelineProps {
  port: Pick<OptionsPort, 'ask'>
  noted: readonly Noted[]
  speech: Speech
  grants: readonly Grant[]
  tell: (sentence: string) => void
}

/** Rows that are drawn at once. */
const FIRST = 60
/** … and how many more with each click. */
const STEP = 200

/** Day by day, the latest first. */
export function Timeline({ noted, speech, ...beside }: TimelineProps) {
  const { days } = speech
  const [count, setCount] = useState(FIRST)
  const rows = useMemo(() => folded(noted, (at) => days.of(at)), [noted, days])
  const newest = useMemo(() => newestOf(rows), [rows])
  const left = rows.length - count
  return (
    <>
      {daysOf(rows.slice(0, count), (at) => days.of(at)).map((day) => (
        <DayCard key={day.rows.at(-1)?.id} day={day} newest={newest} speech={speech} {...beside} />
      ))}
      {left > 0 && (
        <button type="button" onClick={() => setCount(count + STEP)}>
          {sayCount('activityShowMore', left)}
        </button>
      )}
    </>
  )
}

interface DayCardProps extends Omit<TimelineProps, 'noted'> {
  day: Day
  newest: ReadonlySet<string>
}

function DayCard({ day, newest, speech, port, grants, tell }: DayCardProps) {
  const { ticker } = useTime()
  const { days } = speech
  const near = useTicking((now) => days.near(day.at, now))
  const byPolicy = new Set(grants.flatMap(({ source, origin }) => (source === 'policy' ? [origin] : [])))
  const allowed = allowedSites(
    grants.filter(({ source }) => source !== 'policy'),
    ticker.now(),
  )
  const gone = (site: Origin) =>
    tell(say(byPolicy.has(site) ? 'siteGoneButRuled' : 'siteGone', { site: siteName(site) }))
  return (
    <section class="card day" aria-label={days.date(day.at)}>
      <h2>
        {near !== '' && <span class="near">{near}</span>} {days.date(day.at)}
      </h2>
      <ol>
        {day.rows.map((row) => (
          <EntryRow
            key={row.id}
            port={port}
            row={row}
            speech={speech}
            allowed={allowed}
            newest={newest.has(row.id)}
            gone={gone}
          />
        ))}
      </ol>
    </section>
  )
}
