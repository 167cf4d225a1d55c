import { useEffect, useRef } from 'preact/hooks'
import { ShownText } from '../../claims/shown-text.tsx'
import type { Outcome } from '@cognito-shared-session/page-sdk/protocol'
import type { ErrorCode } from '../../contract/errors.ts'
import type { Profile, ProfileInput } from '../../contract/profile.ts'
import { AskButton } from '../../controls/ask-button.tsx'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import { endpointOf } from './endpoint.ts'
import type { FiledPool } from './pools-file.ts'
import type { PoolsPort } from './pools-port.ts'
import { list, number, pieces, say, sayCount } from '../../words/say.ts'

interface FiledPoolsProps {
  port: Pick<PoolsPort, 'ask'>
  read: readonly FiledPool[]
  /** The user pools that are set up. */
  known: readonly Profile[]
  /** With a sentence that says how it ended. */
  done: (sentence: string) => void
  /** … or how far it came, and what could not be stored. */
  some: (sentence: string, left: readonly FiledPool[]) => void
}

/** What stands in a file, before any of it is taken: where each user pool is asked, and what was refused and why. */
export function FiledPools({ port, read, known, done, some }: FiledPoolsProps) {
  const good = read.filter((pool) => pool.state === 'good')
  const { busy, error, add, stop } = useAdding({ port, done, some }, good)
  const shown = useRef<HTMLUListElement>(null)
  useEffect(() => shown.current?.focus(), [])
  return (
    <>
      <ul class="filed" ref={shown} tabIndex={-1} aria-label={say('fileList')}>
        {read.map((pool, place) => (
          <Filed key={place} pool={pool} known={known} />
        ))}
      </ul>
      <ErrorNote error={error} />
      <div class="actions">
        {good.length > 0 && (
          <AskButton
            kind="primary"
            busy={busy}
            stop={stop}
            working={say('fileAdding')}
            onClick={() => void add()}
          >
            {sayCount('fileSetUp', good.length)}
          </AskButton>
        )}
        <button type="button" class="quiet" onClick={() => done('')}>
          {say(good.length > 0 ? 'fileLeave' : 'close')}
        </button>
      </div>
    </>
  )
}

type GoodPool = Extract<FiledPool, { state: 'good' }>

function useAdding(
  { port, done, some }: Pick<FiledPoolsProps, 'port' | 'done' | 'some'>,
  good: readonly GoodPool[],
) {
  const { busy, error, run, stop } = useAsking()
  const add = async () => {
    const left = new Set(good)
    let waited = true
    const added = await run((signal) => {
      signal.addEventListener('abort', () => (waited = false))
      return addAll(port, left, signal)
    })
    if (added !== undefined) return done(sayCount('fileDone', good.length))
    const counted = { done: number(good.length - left.size), all: number(good.length) }
    some(say(waited ? 'fileSome' : 'fileStopped', counted), [...left])
  }
  return { busy, error, add, stop }
}

/**
 * One that cannot be stored keeps no other from it: it stays in `left`. Of several the last says why. Once nobody waits
 * for it, no other is begun.
 */
async function addAll({ ask }: Pick<PoolsPort, 'ask'>, left: Set<GoodPool>, signal: AbortSignal) {
  let ended: Outcome<null, ErrorCode> = { ok: true, value: null }
  for (const pool of left) {
    if (signal.aborted) break
    const outcome = await ask('saveProfile', pool.value)
    if (outcome.ok) left.delete(pool)
    else ended = outcome
  }
  return ended
}

/** Who sends such a file decides where passwords are typed and tokens come from: so the hosts are said. */
function Filed({ pool, known }: { pool: FiledPool; known: readonly Profile[] }) {
  const name = (
    <strong>
      <ShownText text={pool.label} />
    </strong>
  )
  return (
    <li class={pool.state === 'good' ? 'good' : 'bad'}>
      <span aria-hidden="true">{pool.state === 'good' ? '+' : '✗'}</span>{' '}
      <span>
        {pool.state === 'refused'
          ? pieces('filedRefused', { name, why: pool.why })
          : pieces(known.some(({ id }) => id === pool.id) ? 'filedReplaces' : 'filed', {
              name,
              hosts: <code>{list(hostsOf(pool.value))}</code>,
            })}
      </span>
    </li>
  )
}

function hostsOf(input: ProfileInput): string[] {
  const hosts = [endpointOf(input), input.login?.domain].filter((address) => address !== undefined)
  return [...new Set(hosts.map((address) => new URL(address).host))]
}
