import { useState } from 'preact/hooks'
import type { ProfileId } from '../../contract/identity.ts'
import type { SignInMethod } from '../../contract/policy.ts'
import type { Profile } from '../../contract/profile.ts'
import { policyWord } from '../../controls/policy-words.ts'
import { FileCard } from './file-card.tsx'
import { PasteCard } from './paste-card.tsx'
import { PoolCard } from './pool-card.tsx'
import { PoolForm, type Draft } from './pool-form.tsx'
import { typedFrom, typedOf } from './pool-input.ts'
import type { PoolsPort } from './pools-port.ts'
import { say } from '../../words/say.ts'

interface PoolsSectionProps {
  port: PoolsPort
  stored: readonly Profile[]
  /** What the operator allows. */
  methods: readonly SignInMethod[]
  /** The one that the person has offered first. */
  first: ProfileId | undefined
  change: (stored: readonly Profile[]) => void
}

/** User pools: set up from what is pasted, tested, changed, removed. */
export function PoolsSection({ port, stored, methods, first, change }: PoolsSectionProps) {
  const [draft, setDraft] = useState<Draft>()
  const saved = (profile: Profile) => {
    setDraft(undefined)
    change([...stored.filter(({ id }) => id !== profile.id), profile])
  }
  return draft === undefined ? (
    <Pools
      port={port}
      pools={shownPools(port.presets, stored)}
      methods={methods}
      chosen={first}
      write={setDraft}
    />
  ) : (
    <PoolForm port={port} draft={draft} methods={methods} saved={saved} cancel={() => setDraft(undefined)} />
  )
}

interface PoolsProps {
  port: PoolsPort
  pools: readonly Profile[]
  methods: readonly SignInMethod[]
  chosen: ProfileId | undefined
  write: (draft: Draft) => void
}

function Pools({ port, pools, methods, chosen, write }: PoolsProps) {
  const leads = pools.find(({ id }) => id === chosen) ?? offeredFirst(port.presets, pools)
  const word = policyWord(methods)
  return (
    <>
      {pools.length > 0 && <h1>{say('poolsTitle')}</h1>}
      {word !== undefined && <p class="policy">{word}</p>}
      {pools.map((profile) => (
        <PoolCard
          key={profile.id}
          port={port}
          profile={profile}
          methods={methods}
          place={pools.length < 2 ? 'alone' : profile === leads ? 'first' : 'later'}
          edit={() => write({ typed: typedOf(profile), known: profile })}
        />
      ))}
      <PasteCard
        port={port}
        first={pools.length === 0}
        found={(found) => write({ typed: typedFrom(found), known: undefined })}
      />
      <FileCard port={port} pools={pools} />
    </>
  )
}

/** Where nobody chose, those of the build come first, then those of the person. */
function offeredFirst(presets: readonly Profile[], pools: readonly Profile[]): Profile | undefined {
  const ofTheBuild = presets.map(({ id }) => pools.find((pool) => pool.id === id))
  return [...ofTheBuild, ...pools].find((pool) => pool !== undefined)
}

/** The person's first: those are what they came for. */
function shownPools(presets: readonly Profile[], stored: readonly Profile[]): Profile[] {
  const mine = stored.filter(({ removed }) => removed !== true)
  const ids = new Set(stored.map(({ id }) => id))
  return [...mine, ...presets.filter(({ id }) => !ids.has(id))]
}
