import { useRef } from 'preact/hooks'
import { Chips } from '../../claims/claim-value.tsx'
import { ShownText } from '../../claims/shown-text.tsx'
import { reached } from '../../claims/time-words.ts'
import type { ActivityEntry } from '../../contract/activity.ts'
import type { Origin } from '../../contract/identity.ts'
import type { OptionsPort } from '../options-port.ts'
import type { AllowedSite } from '../sites/allowed-sites.ts'
import { Glyph } from './glyph.tsx'
import { siteOf } from './kinds.ts'
import { TakeBack } from './take-back.tsx'
import type { Row } from './timeline.ts'
import { told, type Sentence, type Speech } from './told.ts'
import { say, sayCount } from '../../words/say.ts'

interface EntryRowProps {
  port: Pick<OptionsPort, 'ask'>
  row: Row
  speech: Speech
  /** Sites that have something that the person can take back. */
  allowed: readonly AllowedSite[]
  /** It is the latest that names its site: there the button to take back stands without being looked for. */
  newest: boolean
  gone: (site: Origin) => void
}

/** One thing that happened: when, what, and what there is to say beyond that. */
export function EntryRow({ port, row, speech, allowed, newest, gone }: EntryRowProps) {
  const { entry, times, first } = row
  const item = useRef<HTMLLIElement>(null)
  const { words } = speech
  const { what, more } = told(entry, speech)
  const site = allowed.find(({ origin }) => origin === siteOf(entry))
  const taken = (origin: Origin) => {
    // The button goes: the focus stays in its row.
    item.current?.focus({ preventScroll: true })
    gone(origin)
  }
  return (
    <li ref={item} tabIndex={-1} class={newest ? `${entry.kind} newest` : entry.kind}>
      <time dateTime={new Date(reached(entry.at)).toISOString()} title={words.date(entry.at)}>
        {words.clock(entry.at)}
      </time>
      <Glyph kind={entry.kind} />
      <div class="happening">
        <p>
          <Spoken sentence={what} />
        </p>
        <p class="note">
          {times > 1 && <span>{`${sayCount('activityTimes', times)} `}</span>}
          {times > 1 && <span>{`${say('activityFirst', { time: words.clock(first) })} `}</span>}
          {more.map((sentence, place) => (
            <span key={place}>
              <Spoken sentence={sentence} />{' '}
            </span>
          ))}
        </p>
        <Exactly entry={entry} />
      </div>
      {site !== undefined && <TakeBack port={port} site={site} gone={taken} />}
    </li>
  )
}

/** Names are isolated, so that none turns the sentence around it. */
function Spoken({ sentence }: { sentence: Sentence }) {
  return <>{sentence.map((piece) => (typeof piece === 'string' ? piece : <ShownText text={piece.name} />))}</>
}

/** Which claims and which tokens, for whoever wants to know it exactly. */
function Exactly({ entry }: { entry: ActivityEntry }) {
  if (entry.kind === 'allowed') return <Which claims={entry.gives.claims} />
  if (entry.kind === 'copied') return <Which claims={[]} {...entry} />
  return entry.kind === 'delivered' ? <Which {...entry} /> : null
}

interface WhichProps {
  claims: readonly string[]
  idToken?: string
  accessToken?: string
}

function Which({ claims, idToken, accessToken }: WhichProps) {
  if (claims.length === 0 && idToken === undefined && accessToken === undefined) return null
  return (
    <details class="which">
      <summary>{say('activityExactly')}</summary>
      {claims.length > 0 && <Chips items={claims} label={say('claims')} />}
      {idToken !== undefined && <Token name={say('token_id')} jti={idToken} />}
      {accessToken !== undefined && <Token name={say('token_access')} jti={accessToken} />}
    </details>
  )
}

function Token({ name, jti }: { name: string; jti: string }) {
  return (
    <p class="jti">
      {name} <code>{jti === '' ? say('activityNoJti') : <ShownText text={jti} />}</code>
    </p>
  )
}
