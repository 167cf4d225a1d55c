import { useEffect, useRef } from 'preact/hooks'
import { ShownText } from '../../claims/shown-text.tsx'
import type { Profile, ProfileInput } from '../../contract/profile.ts'
import { AskButton } from '../../controls/ask-button.tsx'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import { endpointOf } from './endpoint.ts'
import type { FiledPool } from './pools-file.ts'
import type { PoolsPort } from './pools-port.ts'

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
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => list.current?.focus(), [])
  const add = async () => {
    const added = await run(() => addAll(port, good))
    if (added !== undefined)
      done(`${counted(good.length)} from the file ${good.length === 1 ? 'is' : 'are'} set up.`)
  }
  return (
    <>
      <ul class="filed" ref={list} tabIndex={-1} aria-label="In the file">
        {read.map((pool, place) => (
          <Filed key={place} pool={pool} known={known} />
        ))}
      </ul>
      <ErrorNote error={error} />
      <div class="actions">
        {good.length > 0 && (
          <AskButton kind="primary" busy={busy} working="Adding…" onClick={() => void add()}>
            Set up {counted(good.length)}
          </AskButton>
        )}
        <button type="button" class="quiet" onClick={() => done('')}>
          {good.length > 0 ? 'Leave it' : 'Close'}
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
  return (
    <li class={pool.state === 'good' ? 'good' : 'bad'}>
      <span aria-hidden="true">{pool.state === 'good' ? '+' : '✗'}</span>{' '}
      <span>
        <strong>
          <ShownText text={pool.label} />
        </strong>{' '}
        {pool.state === 'refused' ? (
          <>is refused. {pool.why}</>
        ) : (
          <>
            at <code>{hostsOf(pool.value).join(' and ')}</code>
            {known.some(({ id }) => id === pool.id) && '. It takes the place of the one that is set up.'}
          </>
        )}
      </span>
    </li>
  )
}

function hostsOf(input: ProfileInput): string[] {
  const hosts = [endpointOf(input), input.login?.domain].filter((address) => address !== undefined)
  return [...new Set(hosts.map((address) => new URL(address).host))]
}

function counted(count: number): string {
  return count === 1 ? 'one user pool' : `${count} user pools`
}
