import { useId } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import type { Profile } from '../contract/profile.ts'
import { say } from '../words/say.ts'
import type { PopupPort } from './popup-port.ts'

interface PoolFieldProps {
  port: PopupPort
  profiles: readonly Profile[]
  chosen: Profile | undefined
  choose: (id: string) => void
}

/** The user pool to sign in to: a choice where there is one. */
export function PoolField({ port, profiles, chosen, choose }: PoolFieldProps) {
  const id = useId()
  if (chosen === undefined) return null
  return (
    <div class="field">
      {profiles.length > 1 ? (
        <>
          <label for={id}>{say('userPool')}</label>
          <select id={id} value={chosen.id} onChange={(event) => choose(event.currentTarget.value)}>
            {profiles.map((profile) => (
              <option key={profile.id} value={profile.id}>
                {profile.name}
              </option>
            ))}
          </select>
        </>
      ) : (
        <p class="pool">
          <span class="label">{say('userPool')}</span> <ShownText text={chosen.name} />
        </p>
      )}
      <p class="hint pool-links">
        {chosen.name !== chosen.poolId && <code>{chosen.poolId}</code>}
        <button type="button" class="link" onClick={() => void port.openOwnTab('options')}>
          {say('morePools')}
        </button>
      </p>
    </div>
  )
}
