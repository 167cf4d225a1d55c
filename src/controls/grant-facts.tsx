import type { ComponentChildren } from 'preact'
import { useTicking, useTime } from '../claims/time-context.ts'
import type { Grant } from '../contract/grant.ts'
import { givenWords } from './choice.ts'

/** What a site has, since when, until when, and when it last used it. */
export function GrantFacts({ grant }: { grant: Grant }) {
  return (
    <dl class="facts">
      <Fact name="Has">{givenWords(grant.gives)}</Fact>
      {grant.maySignOut && <Fact name="May">sign you out here</Fact>}
      {grant.frames.length > 0 && <Fact name="Frames in">{grant.frames.join(', ')}</Fact>}
      <Fact name="Since">
        <Ago at={grant.since} />
      </Fact>
      {grant.until.kind !== 'revoked' && (
        <Fact name="Until">
          {grant.until.kind === 'time' ? <Ago at={grant.until.at} /> : 'this tab closes or goes elsewhere'}
        </Fact>
      )}
      <Fact name="Last used">{grant.lastUsed === undefined ? 'not yet' : <Ago at={grant.lastUsed} />}</Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Ago({ at }: { at: number }) {
  const { words } = useTime()
  const relative = useTicking((now) => words.relative(at, now))
  return (
    <time dateTime={new Date(at).toISOString()} title={words.date(at)}>
      {relative}
    </time>
  )
}
