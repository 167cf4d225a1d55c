import type { RefObject } from 'preact'
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
  /** What is being typed, which outlives a look at another section. */
  draft: RefObject<Draft | undefined>
  /** The operator sets it up, and nobody is asked to. */
  hidesFirstRun: boolean
  change: (stored: readonly Profile[]) => void
}

/** User pools: set up from what is pasted, tested, changed, removed. */
export function PoolsSection({ port, stored, methods, first, draft, ...more }: PoolsSectionProps) {
  const [begun, begin] = useState(() => draft.current)
  const write = (written: Draft | undefined) => {
    draft.current = written
    begin(written)
  }
  const saved = (profile: Profile) => {
    write(undefined)
    more.change([...stored.filter(({ id }) => id !== profile.id), profile])
  }
  return begun === undefined ? (
    <Pools
      port={port}
      pools={shownPools(port.presets, stored)}
      methods={methods}
      chosen={first}
      hidesFirstRun={more.hidesFirstRun}
      write={write}
    />
  ) : (
    <PoolForm
      port={port}
      draft={begun}
      methods={methods}
      typing={(typed) => (draft.current = typed)}
      saved={saved}
      cancel={() => write(undefined)}
    />
  )
}

interface PoolsProps {
  port: PoolsPort
  pools: readonly Profile[]
  methods: readonly SignInMethod[]
  chosen: ProfileId | undefined
  hidesFirstRun: boolean
  write: (draft: Draft) => void
}

function Pools({ port, pools, methods, chosen, hidesFirstRun, write }: PoolsProps) {
  const leads = pools.find(({ id }) => id === chosen) ?? offeredFirst(port.presets, pools)
  const word = policyWord(methods)
  return (
    <>
      {pools.length > 0 && <h1>{say('poolsTitle')}</h1>}
      {pools.length === 0 && hidesFirstRun && <NotYet />}
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
        first={pools.length === 0 && !hidesFirstRun}
        found={(found) => write({ typed: typedFrom(found), known: undefined })}
      />
      <FileCard port={port} pools={pools} />
    </>
  )
}

/** Nobody is asked to set one up, where the operator does. */
function NotYet() {
  return (
    <section class="card">
      <h1>{say('managedNoPool')}</h1>
      <p class="lead">{say('managedNoPoolWhy')}</p>
    </section>
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
