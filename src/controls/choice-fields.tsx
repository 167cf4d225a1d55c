import type { Gives } from '@cognito-shared-session/page-sdk/protocol'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import { untilChoices } from '../contract/until.ts'
import { say } from '../words/say.ts'
import { ClaimNow } from './claim-now.tsx'
import type { Choice } from './choice.ts'

export interface ChoiceFieldsProps {
  /** All that can be ticked. */
  offer: Gives
  choice: Choice
  change: (choice: Choice) => void
  /** What the claims say now, where it is shown. */
  values?: Readonly<Record<string, unknown>>
  /** What the site has already, where it asks for more. */
  had?: Gives | undefined
  /** Whether it is for a frame, of whose tab only the end is known. */
  framed?: boolean
}

const FLAGS = ['idToken', 'accessToken', 'maySignOut'] as const

/** What a site gets, tick by tick, and until when. */
export function ChoiceFields({ offer, choice, change, values, had, framed = false }: ChoiceFieldsProps) {
  const flags = FLAGS.filter((key) => key === 'maySignOut' || offer[key])
  return (
    <fieldset>
      <legend class="unseen-but-heard">{say('choiceLegend')}</legend>
      {offer.claims.length > 0 && (
        <Claims offered={offer.claims} choice={choice} change={change} values={values} had={had} />
      )}
      {flags.map((key) => (
        <Tick
          key={key}
          on={choice[key]}
          change={(on) => change({ ...choice, [key]: on })}
          hint={<span class="hint">{say(`choiceHint_${key}`)}</span>}
        >
          {say(`choice_${key}`)}
          {key !== 'maySignOut' && had && !had[key] && <New />}
        </Tick>
      ))}
      <Until choice={choice} change={change} framed={framed} />
    </fieldset>
  )
}

interface ClaimsProps extends Pick<ChoiceFieldsProps, 'choice' | 'change'> {
  offered: readonly string[]
  values: ChoiceFieldsProps['values']
  had: ChoiceFieldsProps['had']
}

/** Marks what a site that has something would get beside it. */
function New() {
  return (
    <>
      {' '}
      <span class="new">{say('choiceNew')}</span>
    </>
  )
}

function Claims({ offered, choice, change, values, had }: ClaimsProps) {
  const { claims } = choice
  const all = claims.length === offered.length
  return (
    <>
      <Tick
        on={all}
        some={!all && claims.length > 0}
        change={(on) => change({ ...choice, claims: on ? [...offered] : [] })}
        hint={<span class="hint">{say('choiceClaimsHint')}</span>}
      >
        {say('choiceClaims')}
      </Tick>
      <div class={values === undefined ? 'claim-choice' : 'claim-choice with-values'}>
        {offered.map((name) => (
          <Tick
            key={name}
            on={claims.includes(name)}
            change={(on) =>
              change({
                ...choice,
                claims: offered.filter((other) => (other === name ? on : claims.includes(other))),
              })
            }
            hint={values && <ClaimNow name={name} values={values} />}
          >
            <ShownText text={name} />
            {had && !had.claims.includes(name) && <New />}
          </Tick>
        ))}
      </div>
    </>
  )
}

interface TickProps {
  on: boolean
  /** Some of what it stands for is ticked. */
  some?: boolean
  change: (on: boolean) => void
  hint: ComponentChildren
  children: ComponentChildren
}

function Tick({ on, some = false, change, hint, children }: TickProps) {
  return (
    <label>
      <input
        type="checkbox"
        checked={on}
        indeterminate={some}
        onChange={(event) => change(event.currentTarget.checked)}
      />{' '}
      {children} {hint}
    </label>
  )
}

function Until({
  choice,
  change,
  framed,
}: Pick<ChoiceFieldsProps, 'choice' | 'change'> & { framed: boolean }) {
  const id = useId()
  return (
    <p class="until">
      <label for={id}>{say('until')}</label>{' '}
      <select
        id={id}
        value={choice.until}
        onChange={({ currentTarget }) => {
          const until = untilChoices.find((offer) => offer === currentTarget.value)
          if (until !== undefined) change({ ...choice, until })
        }}
      >
        {untilChoices.map((until) => (
          <option key={until} value={until}>
            {say(framed && until === 'tab' ? 'until_tabOfFrame' : `until_${until}`)}
          </option>
        ))}
      </select>
    </p>
  )
}
