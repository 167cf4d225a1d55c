import { useState } from 'preact/hooks'
import type { SignInMethod } from '../../contract/policy.ts'
import type { Profile } from '../../contract/profile.ts'
import { policyWord } from '../../controls/policy-words.ts'
import { PasteCard } from './paste-card.tsx'
import { PoolCard } from './pool-card.tsx'
import { PoolForm, type Draft } from './pool-form.tsx'
import { typedFrom, typedOf } from './pool-input.ts'
import type { PoolsPort } from './pools-port.ts'

interface PoolsSectionProps {
  port: PoolsPort
  stored: readonly Profile[]
  /** What the operator allows. */
  methods: readonly SignInMethod[]
  change: (stored: readonly Profile[]) => void
}

/** User pools: set up from what is pasted, tested, changed, removed. */
export function PoolsSection({ port, stored, methods, change }: PoolsSectionProps) {
  const [draft, setDraft] = useState<Draft>()
  const saved = (profile: Profile) => {
    setDraft(undefined)
    change([...stored.filter(({ id }) => id !== profile.id), profile])
  }
  return draft === undefined ? (
    <Pools port={port} pools={shownPools(port.presets, stored)} methods={methods} write={setDraft} />
  ) : (
    <PoolForm port={port} draft={draft} methods={methods} saved={saved} cancel={() => setDraft(undefined)} />
  )
}

interface PoolsProps {
  port: PoolsPort
  pools: readonly Profile[]
  methods: readonly SignInMethod[]
  write: (draft: Draft) => void
}

function Pools({ port, pools, methods, write }: PoolsProps) {
  const word = policyWord(methods)
  return (
    <>
      {pools.length > 0 && <h1>Your user pools</h1>}
      {word !== undefined && <p class="policy">{word}</p>}
      {pools.map((profile) => (
        <PoolCard
          key={profile.id}
          port={port}
          profile={profile}
          methods={methods}
          edit={() => write({ typed: typedOf(profile), known: profile })}
        />
      ))}
      <PasteCard
        port={port}
        first={pools.length === 0}
        found={(found) => write({ typed: typedFrom(found), known: undefined })}
      />
    </>
  )
}

/** The person's first: those are what they came for. */
function shownPools(presets: readonly Profile[], stored: readonly Profile[]): Profile[] {
  const mine = stored.filter(({ removed }) => removed !== true)
  const ids = new Set(stored.map(({ id }) => id))
  return [...mine, ...presets.filter(({ id }) => !ids.has(id))]
}
