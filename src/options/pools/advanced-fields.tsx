import type { InputHTMLAttributes } from 'preact'
import { useId } from 'preact/hooks'
import type { SignInMethod } from '../../contract/policy.ts'
import { preferredFactors } from '../../contract/profile.ts'
import { Field } from '../../controls/field.tsx'
import { factorNames } from './factor-names.ts'
import type { Typed, Wrong } from './pool-input.ts'

interface AdvancedFieldsProps {
  wrong: Wrong
  begin: Typed
  /** What the operator allows. */
  methods: readonly SignInMethod[]
}

/** What most user pools need nothing of. */
export function AdvancedFields({ wrong, begin, methods }: AdvancedFieldsProps) {
  const open = wrong.endpoint !== undefined || wrong.scopes !== undefined
  return (
    <details class="advanced" open={open}>
      <summary>Advanced</summary>
      <Field
        label="Scopes"
        name="scopes"
        hint="What is asked for at the sign-in pages; “openid” always is."
        wrong={wrong.scopes}
        input={inputOf(begin, 'scopes')}
      />
      <Field
        label="Identity providers"
        name="providers"
        hint="By their names in the pool, with commas: Google, AcmeSSO. Each gets a button."
        input={inputOf(begin, 'providers')}
      />
      <Preferred begin={begin} methods={methods} />
      <Field
        label="Endpoint"
        name="endpoint"
        hint="Only for a pool that is not at Amazon."
        wrong={wrong.endpoint}
        input={inputOf(begin, 'endpoint', { inputMode: 'url' })}
      />
      {methods.includes('password') && <PlainPassword begin={begin} />}
    </details>
  )
}

const plain = { autocomplete: 'off', spellcheck: false, autocapitalize: 'none' } as const

/** An input that begins with what is known. */
export function inputOf(
  begin: Typed,
  name: keyof Typed,
  more: InputHTMLAttributes = {},
): InputHTMLAttributes {
  return { ...plain, defaultValue: begin[name], ...more }
}

/** Choice-based sign-in has to be switched on in the app client: nothing leads to it unless it is chosen. */
function Preferred({ begin, methods }: Omit<AdvancedFieldsProps, 'wrong'>) {
  const id = useId()
  const offered = preferredFactors.filter((factor) =>
    methods.includes(factor === 'WEB_AUTHN' ? 'passkey' : 'password'),
  )
  return (
    <div class="field">
      <label for={id}>Sign in first with</label>
      <select id={id} name="preferred" defaultValue={begin.preferred} aria-describedby={`${id}-note`}>
        <option value="">What is usual: a password</option>
        {offered.map((factor) => (
          <option key={factor} value={factor} selected={factor === begin.preferred}>
            {factorNames[factor]}, by choice-based sign-in
          </option>
        ))}
      </select>
      <p id={`${id}-note`} class="hint">
        For app clients with choice-based sign-in (ALLOW_USER_AUTH). Other ways stay one click away.
      </p>
    </div>
  )
}

function PlainPassword({ begin }: Pick<AdvancedFieldsProps, 'begin'>) {
  const id = useId()
  return (
    <div class="tick">
      <input
        type="checkbox"
        id={id}
        name="plainPassword"
        value="yes"
        defaultChecked={begin.plainPassword !== ''}
        aria-describedby={`${id}-note`}
      />
      <label for={id}>Send the password as it is</label>
      <p id={`${id}-note`} class="hint">
        Off, it never leaves this browser (SRP). On, the user pool and its triggers see it: only for pools
        that cannot do SRP yet, because they still move their users from elsewhere.
      </p>
    </div>
  )
}
