import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SignInMethod } from '../../contract/policy.ts'
import type { Profile } from '../../contract/profile.ts'
import { AskButton } from '../../controls/ask-button.tsx'
import { ErrorNote } from '../../controls/error-note.tsx'
import { Field } from '../../controls/field.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import { AdvancedFields, inputOf } from './advanced-fields.tsx'
import { checkedPool, type Typed, type Wrong } from './pool-input.ts'
import type { PoolsPort } from './pools-port.ts'
import { say } from '../../words/say.ts'

/** What the form begins with. */
export interface Draft {
  typed: Typed
  /** A pool that is there already keeps its ids. */
  known: Profile | undefined
}

interface PoolFormProps {
  port: PoolsPort
  draft: Draft
  methods: readonly SignInMethod[]
  /** Told at each key: who looks at another section meanwhile finds here what they typed. */
  typing: (draft: Draft) => void
  saved: (profile: Profile) => void
  cancel: () => void
}

/** Adds a user pool, or changes one. */
export function PoolForm({ port, draft, methods, typing, saved, cancel }: PoolFormProps) {
  const { typed } = draft
  const known = draft.known !== undefined
  const form = useRef<HTMLFormElement>(null)
  const { asking, wrong, submit } = useSaving(port, form, saved)
  useEffect(() => {
    const inputs = [...(form.current?.querySelectorAll<HTMLInputElement>('input:not([type=checkbox])') ?? [])]
    const first = inputs.find(({ value, readOnly }) => value === '' && !readOnly) ?? inputs[0]
    first?.focus()
  }, [])
  return (
    <form
      ref={form}
      class="card"
      noValidate
      onSubmit={(event) => void submit(event)}
      onInput={({ currentTarget }) => typing({ ...draft, typed: typedIn(currentTarget) })}
    >
      <h1>{say(known ? 'poolFormChange' : 'poolFormAdd')}</h1>
      <p class="lead">{say('poolFormLead')}</p>
      <PoolFields wrong={wrong} begin={typed} known={known} methods={methods} />
      <ErrorNote error={asking.error} />
      <div class="actions">
        <AskButton kind="primary" busy={asking.busy} stop={asking.stop} working={say('saving')}>
          {say(known ? 'save' : 'poolAdd')}
        </AskButton>
        <button type="button" class="quiet" onClick={cancel}>
          {say('cancel')}
        </button>
      </div>
    </form>
  )
}

function useSaving(
  port: PoolsPort,
  form: RefObject<HTMLFormElement | null>,
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
    const profile = await asking.run(() => port.ask('saveProfile', checked.value))
    if (profile !== undefined) saved(profile)
  }
  return { asking, wrong, submit }
}

interface PoolFieldsProps {
  wrong: Wrong
  begin: Typed
  known: boolean
  methods: readonly SignInMethod[]
}

function PoolFields({ wrong, begin, known, methods }: PoolFieldsProps) {
  const input = (name: keyof Typed, more = {}) => inputOf(begin, name, more)
  const fixed = { readOnly: known }
  const poolId = input('poolId', { ...fixed, placeholder: 'eu-west-1_aBcDeFgHi' })
  return (
    <>
      <Field label={say('fieldPoolId')} name="poolId" wrong={wrong.poolId} input={poolId} />
      <Field
        label={say('fieldClientId')}
        name="clientId"
        wrong={wrong.clientId}
        input={input('clientId', fixed)}
      />
      <Field label={say('fieldName')} name="name" hint={say('fieldNameHint')} input={input('name')} />
      <Field
        label={say('fieldDomain')}
        name="domain"
        hint={say('fieldDomainHint')}
        wrong={wrong.domain}
        input={input('domain', { inputMode: 'url' })}
      />
      <AdvancedFields wrong={wrong} begin={begin} methods={methods} />
    </>
  )
}

function typedIn(form: HTMLFormElement | null): Typed {
  const data = new FormData(form ?? undefined)
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  return {
    poolId: text('poolId'),
    clientId: text('clientId'),
    name: text('name'),
    domain: text('domain'),
    scopes: text('scopes'),
    providers: text('providers'),
    preferred: text('preferred'),
    plainPassword: text('plainPassword'),
    endpoint: text('endpoint'),
  }
}
