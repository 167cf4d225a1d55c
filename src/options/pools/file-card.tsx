import { useState } from 'preact/hooks'
import type { Profile } from '../../contract/profile.ts'
import { FiledPools } from './filed-pools.tsx'
import { poolsFile, readPoolsFile, type FiledPool } from './pools-file.ts'
import type { PoolsPort } from './pools-port.ts'
import { say } from '../../words/say.ts'

interface FileCardProps {
  port: Pick<PoolsPort, 'ask'>
  pools: readonly Profile[]
}

/** Takes user pools to another browser, or from one. */
export function FileCard({ port, pools }: FileCardProps) {
  const [read, show] = useState<readonly FiledPool[]>()
  const [said, tell] = useState('')
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    const outcome = readPoolsFile(await file.text())
    tell(outcome.ok ? '' : outcome.why)
    show(outcome.ok ? outcome.pools.map((pool) => judged(pool, pools)) : undefined)
  }
  const done = (sentence: string) => {
    show(undefined)
    tell(sentence)
  }
  const some = (sentence: string, left: readonly FiledPool[]) => {
    show(left)
    tell(sentence)
  }
  return (
    <section class="card" aria-labelledby="file">
      <h2 id="file">{say('fileTitle')}</h2>
      <p class="hint">{say('fileLead')}</p>
      <p role="status" class={said === '' ? 'unheard' : 'note'}>
        {said}
      </p>
      {read === undefined ? (
        <Choices pools={pools.filter(({ source }) => source === 'person')} take={(file) => void take(file)} />
      ) : (
        <FiledPools port={port} read={read} known={pools} done={done} some={some} />
      )}
    </section>
  )
}

/** What comes with the build, or from an operator, is nobody's to replace. */
function judged(pool: FiledPool, known: readonly Profile[]): FiledPool {
  if (pool.state === 'refused') return pool
  const isFixed = known.some(({ id, source }) => id === pool.id && source !== 'person')
  return isFixed ? { state: 'refused', label: pool.label, why: say('fileFixed') } : pool
}

function Choices({ pools, take }: { pools: readonly Profile[]; take: (file: File | undefined) => void }) {
  return (
    <div class="actions">
      {pools.length > 0 && (
        <a
          class="button"
          download="user-pools.json"
          href={`data:application/json;charset=utf-8,${encodeURIComponent(poolsFile(pools))}`}
        >
          {say('fileSave')}
        </a>
      )}
      <label class="button file">
        {say('fileFrom')}
        <input
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => {
            take(currentTarget.files?.[0])
            // Else the same file, mended meanwhile, is no change and nothing would happen.
            currentTarget.value = ''
          }}
        />
      </label>
    </div>
  )
}
