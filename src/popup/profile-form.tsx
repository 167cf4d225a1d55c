import { useEffect, useRef, useState } from 'preact/hooks'
import type { Profile } from '../contract/profile.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { Field } from '../controls/field.tsx'
import type { PopupPort } from './popup-port.ts'
import { checkedProfile, type CheckedProfile } from './profile-input.ts'
import { useAsking } from '../controls/use-asking.ts'

export interface ProfileFormProps {
  port: PopupPort
  saved: (profile: Profile) => void
  /** Absent where there is nothing to go back to. */
  cancel?: (() => void) | undefined
}

type Wrong = Extract<CheckedProfile, { ok: false }>['wrong']

const plain = { autocomplete: 'off', spellcheck: false, autocapitalize: 'none' } as const

/** Adds a user pool. */
export function ProfileForm({ port, saved, cancel }: ProfileFormProps) {
  const asking = useAsking()
  const [wrong, setWrong] = useState<Wrong>({})
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [wrong])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const checked = checkedProfile(typedIn(form.current))
    setWrong(checked.ok ? {} : checked.wrong)
    if (!checked.ok) return
    const profile = await asking.run(() => port.ask('saveProfile', checked.value))
    if (profile !== undefined) saved(profile)
  }
  return (
    <form ref={form} class="card" onSubmit={(event) => void submit(event)} noValidate>
      <h1>Add your user pool</h1>
      <p class="lead">
        Both ids stand in the Amazon Cognito console, on the pages of the pool and of its app client.
      </p>
      <ProfileFields wrong={wrong} />
      <ErrorNote error={asking.error} />
      <div class="actions">
        <AskButton kind="primary" busy={asking.busy} working="Adding…">
          Add user pool
        </AskButton>
        {cancel !== undefined && (
          <button type="button" class="quiet" onClick={cancel}>
            Cancel
          </button>
        )}
      </div>
    </form>
  )
}

function ProfileFields({ wrong }: { wrong: Wrong }) {
  const poolId = { ...plain, placeholder: 'eu-west-1_aBcDeFgHi' }
  return (
    <>
      <Field label="User pool id" name="poolId" wrong={wrong.poolId} input={poolId} />
      <Field label="App client id" name="clientId" wrong={wrong.clientId} input={plain} />
      <Field label="Name (optional)" name="name" hint="How this pool is called here." input={plain} />
      <details class="advanced" open={wrong.endpoint !== undefined}>
        <summary>Advanced</summary>
        <Field
          label="Endpoint"
          name="endpoint"
          hint="Only for a pool that is not at Amazon."
          wrong={wrong.endpoint}
          input={{ ...plain, inputMode: 'url' }}
        />
      </details>
    </>
  )
}

function typedIn(form: HTMLFormElement | null) {
  const data = new FormData(form ?? undefined)
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    poolId: text('poolId'),
    clientId: text('clientId'),
    name: text('name'),
    endpoint: text('endpoint'),
  }
}
