import type { InputHTMLAttributes } from 'preact'
import { useId } from 'preact/hooks'
import type { SignInMethod } from '../../contract/policy.ts'
import { preferredFactors } from '../../contract/profile.ts'
import { Field } from '../../controls/field.tsx'
import type { Typed, Wrong } from './pool-input.ts'
import { say } from '../../words/say.ts'

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
      <summary>{say('advanced')}</summary>
      <Field
        label={say('fieldScopes')}
        name="scopes"
        hint={say('fieldScopesHint')}
        wrong={wrong.scopes}
        input={inputOf(begin, 'scopes')}
      />
      <Field
        label={say('fieldProviders')}
        name="providers"
        hint={say('fieldProvidersHint')}
        input={inputOf(begin, 'providers')}
      />
      <Preferred begin={begin} methods={methods} />
      <Field
        label={say('factEndpoint')}
        name="endpoint"
        hint={say('fieldEndpointHint')}
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
      <label for={id}>{say('fieldPreferred')}</label>
      <select id={id} name="preferred" defaultValue={begin.preferred} aria-describedby={`${id}-note`}>
        <option value="">{say('preferredUsual')}</option>
        {offered.map((factor) => (
          <option key={factor} value={factor} selected={factor === begin.preferred}>
            {say('preferredFactor', { factor: say(`factor_${factor}`) })}
          </option>
        ))}
      </select>
      <p id={`${id}-note`} class="hint">
        {say('preferredHint')}
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
      <label for={id}>{say('fieldPlain')}</label>
      <p id={`${id}-note`} class="hint">
        {say('fieldPlainHint')}
      </p>
    </div>
  )
}
