import type { ComponentChildren } from 'preact'
import { useTicking, useTime } from '../claims/time-context.ts'
import type { Grant } from '../contract/grant.ts'
import { givenWords } from './choice.ts'
import { say } from '../words/say.ts'

/** What a site has, since when, until when, and when it last used it. */
export function GrantFacts({ grant }: { grant: Grant }) {
  return (
    <dl class="facts">
      <Fact name={say('factHas')}>{givenWords(grant.gives)}</Fact>
      {grant.maySignOut && <Fact name={say('factMay')}>{say('factMaySignOut')}</Fact>}
      {grant.frames.length > 0 && <Fact name={say('factFrames')}>{grant.frames.join(', ')}</Fact>}
      <Fact name={say('factSince')}>
        <Ago at={grant.since} />
      </Fact>
      {grant.until.kind !== 'revoked' && (
        <Fact name={say('until')}>
          {grant.until.kind === 'time' ? <Ago at={grant.until.at} /> : say('factUntilTab')}
        </Fact>
      )}
      <Fact name={say('factLastUsed')}>
        {grant.lastUsed === undefined ? say('factNotUsed') : <Ago at={grant.lastUsed} />}
      </Fact>
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
