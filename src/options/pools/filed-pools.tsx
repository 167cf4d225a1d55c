import { useEffect, useRef } from 'preact/hooks'
import { ShownText } from '../../claims/shown-text.tsx'
import type { Profile, ProfileInput } from '../../contract/profile.ts'
import { AskButton } from '../../controls/ask-button.tsx'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import { endpointOf } from './endpoint.ts'
import type { FiledPool } from './pools-file.ts'
import type { PoolsPort } from './pools-port.ts'
import { list, pieces, say, sayCount } from '../../words/say.ts'

interface FiledPoolsProps {
  port: Pick<PoolsPort, 'ask'>
  read: readonly FiledPool[]
  /** The user pools that are set up. */
  known: readonly Profile[]
  /** With a sentence that says how it ended. */
  done: (sentence: string) => void
}

/** What stands in a file, before any of it is taken: where each user pool is asked, and what was refused and why. */
export function FiledPools({ port, read, known, done }: FiledPoolsProps) {
  const { busy, error, run } = useAsking()
  const good = read.filter((pool) => pool.state === 'good')
  const shown = useRef<HTMLUListElement>(null)
  useEffect(() => shown.current?.focus(), [])
  const add = async () => {
    const added = await run(() => addAll(port, good))
    if (added !== undefined) done(sayCount('fileDone', good.length))
  }
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
          <AskButton kind="primary" busy={busy} working={say('fileAdding')} onClick={() => void add()}>
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

async function addAll({ ask }: Pick<PoolsPort, 'ask'>, pools: readonly { value: ProfileInput }[]) {
  for (const { value } of pools) {
    const outcome = await ask('saveProfile', value)
    if (!outcome.ok) return outcome
  }
  return { ok: true, value: null } as const
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
