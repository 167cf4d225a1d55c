import { useId } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import type { Profile } from '../contract/profile.ts'
import { say } from '../words/say.ts'

interface PoolChoiceProps {
  profiles: readonly Profile[]
  chosen: Profile | undefined
  choose: (id: string) => void
}

/** The user pool to sign in to: a choice where there is one. */
export function PoolChoice({ profiles, chosen, choose }: PoolChoiceProps) {
  const id = useId()
  if (chosen === undefined) return null
  if (profiles.length === 1) {
    return (
      <p class="pool">
        <span class="label">{say('userPool')}</span> <ShownText text={chosen.name} />
      </p>
    )
  }
  return (
    <div class="field">
      <label for={id}>{say('userPool')}</label>
      <select id={id} value={chosen.id} onChange={(event) => choose(event.currentTarget.value)}>
        {profiles.map((profile) => (
          <option key={profile.id} value={profile.id}>
            {profile.name}
          </option>
        ))}
      </select>
    </div>
  )
}
