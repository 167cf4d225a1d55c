import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Profile } from '../contract/profile.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { Field } from '../controls/field.tsx'
import { useAsking } from '../controls/use-asking.ts'
import { checkedPool, poolFields, type CheckedPool, type Typed } from './pool-input.ts'
import type { SetupPort } from './setup-port.ts'

/** What the form begins with. */
export interface Draft {
  typed: Typed
  /** A pool that is there already keeps its ids, and what the form does not show. */
  known: Profile | undefined
}

interface PoolFormProps {
  port: SetupPort
  draft: Draft
  saved: (profile: Profile) => void
  cancel: () => void
}

type Wrong = Extract<CheckedPool, { ok: false }>['wrong']

const plain = { autocomplete: 'off', spellcheck: false, autocapitalize: 'none' } as const

/** Adds a user pool, or changes one. */
export function PoolForm({ port, draft, saved, cancel }: PoolFormProps) {
  const { typed } = draft
  const known = draft.known !== undefined
  const form = useRef<HTMLFormElement>(null)
  const { asking, wrong, submit } = useSaving(port, form, draft.known?.plainPassword, saved)
  useEffect(() => {
    const inputs = [...(form.current?.querySelectorAll('input') ?? [])]
    const first = inputs.find(({ value, readOnly }) => value === '' && !readOnly) ?? inputs[0]
    first?.focus()
  }, [])
  return (
    <form ref={form} class="card" onSubmit={(event) => void submit(event)} noValidate>
      <h1>{known ? 'Change your user pool' : 'Add your user pool'}</h1>
      <p class="lead">
        Both ids stand in the Amazon Cognito console, on the pages of the pool and of its app client.
      </p>
      <PoolFields wrong={wrong} begin={typed} known={known} />
      <ErrorNote error={asking.error} />
      <div class="actions">
        <AskButton kind="primary" busy={asking.busy} working="Saving…">
          {known ? 'Save' : 'Add user pool'}
        </AskButton>
        <button type="button" class="quiet" onClick={cancel}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function useSaving(
  port: SetupPort,
  form: RefObject<HTMLFormElement | null>,
  plainPassword: boolean | undefined,
  saved: (profile: Profile) => void,
) {
  const asking = useAsking()
  const [wrong, setWrong] = useState<Wrong>({})
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(), [wrong])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const checked = checkedPool(typedIn(form.current))
    setWrong(checked.ok ? {} : checked.wrong)
    if (!checked.ok) return
    const value = plainPassword === undefined ? checked.value : { ...checked.value, plainPassword }
    const profile = await asking.run(() => port.ask('saveProfile', value))
    if (profile !== undefined) saved(profile)
  }
  return { asking, wrong, submit }
}

interface PoolFieldsProps {
  wrong: Wrong
  begin: Typed
  known: boolean
}

function PoolFields({ wrong, begin, known }: PoolFieldsProps) {
  const input = (name: keyof Typed, more = {}) => ({ ...plain, defaultValue: begin[name], ...more })
  const fixed = { readOnly: known }
  const poolId = input('poolId', { ...fixed, placeholder: 'eu-west-1_aBcDeFgHi' })
  const where = 'Where the pool’s own sign-in pages are (managed login).'
  return (
    <>
      <Field label="User pool id" name="poolId" wrong={wrong.poolId} input={poolId} />
      <Field label="App client id" name="clientId" wrong={wrong.clientId} input={input('clientId', fixed)} />
      <Field label="Name (optional)" name="name" hint="How this pool is called here." input={input('name')} />
      <Field
        label="Sign-in domain (optional)"
        name="domain"
        hint={where}
        wrong={wrong.domain}
        input={input('domain', { inputMode: 'url' })}
      />
      <AdvancedFields wrong={wrong} begin={begin} />
    </>
  )
}

function AdvancedFields({ wrong, begin }: Omit<PoolFieldsProps, 'known'>) {
  const input = (name: keyof Typed, more = {}) => ({ ...plain, defaultValue: begin[name], ...more })
  const open = wrong.endpoint !== undefined || wrong.scopes !== undefined
  return (
    <details class="advanced" open={open}>
      <summary>Advanced</summary>
      <Field
        label="Scopes"
        name="scopes"
        hint="What is asked for at the sign-in pages; “openid” always is."
        wrong={wrong.scopes}
        input={input('scopes')}
      />
      <Field
        label="Identity providers"
        name="providers"
        hint="By their names in the pool, with commas: Google, AcmeSSO."
        input={input('providers')}
      />
      <Field
        label="Endpoint"
        name="endpoint"
        hint="Only for a pool that is not at Amazon."
        wrong={wrong.endpoint}
        input={input('endpoint', { inputMode: 'url' })}
      />
    </details>
  )
}

function typedIn(form: HTMLFormElement | null): Typed {
  const data = new FormData(form ?? undefined)
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  const [poolId, clientId, name, domain, scopes, providers, endpoint] = poolFields.map(text)
  return {
    poolId: poolId ?? '',
    clientId: clientId ?? '',
    name: name ?? '',
    domain: domain ?? '',
    scopes: scopes ?? '',
    providers: providers ?? '',
    endpoint: endpoint ?? '',
  }
}
