import { LongText, ShownText } from '../claims/shown-text.tsx'
import { policyKeys } from '../contract/policy-keys.ts'
import type { PolicyInForce, PolicyKey, Refused } from '../contract/policy.ts'
import type { Known } from './known.ts'
import { foundValue, refusedSentence } from './refused-words.ts'
import { pieces, say } from '../words/say.ts'

/** What the operator decided: every setting with its value and what it means, and what was wrong with what they wrote. */
export function ManagedSection({ policy, managed }: Pick<Known, 'policy' | 'managed'>) {
  const written = managed.flatMap(([key, value]) => (isPolicyKey(key) ? [{ key, value }] : []))
  return (
    <>
      <h1>{say('section_managed')}</h1>
      {written.length === 0 ? <p class="policy">{say('managedNobody')}</p> : <Lead policy={policy} />}
      {policy !== undefined && policy.refused.length > 0 && <RefusedValues refused={policy.refused} />}
      {written.map(({ key, value }) => (
        <section key={key} class="card setting" aria-labelledby={key}>
          <h2 id={key}>{say(`policyKey_${key}`)}</h2>
          <p class="hint">
            <code>{key}</code> {say(`policyKeyHint_${key}`)}
          </p>
          <pre>
            {linesOf(value).map((line) => (
              <>
                <ShownText text={line} />
                {'\n'}
              </>
            ))}
          </pre>
        </section>
      ))}
    </>
  )
}

function Lead({ policy }: { policy: PolicyInForce | undefined }) {
  return (
    <p class="policy">
      {say('managedLead')}{' '}
      {policy?.supportLink !== undefined && (
        <a target="_blank" rel="noreferrer" href={policy.supportLink}>
          {say('managedHelp')}
        </a>
      )}
    </p>
  )
}

function RefusedValues({ refused }: { refused: readonly Refused[] }) {
  return (
    <section class="card refused" aria-labelledby="refused">
      <h2 id="refused">{say('managedRefused')}</h2>
      <p>{say('managedRefusedLead')}</p>
      <ul>
        {refused.map((value) => (
          <li key={value.at}>
            <code>
              <ShownText text={value.at} />
            </code>
            <p>{refusedSentence(value)}</p>
            <Found text={foundValue(value)} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Found({ text }: { text: string | undefined }) {
  if (text === undefined) return null
  const shown = (
    <code>
      <LongText text={text} />
    </code>
  )
  return <p class="hint">{pieces('refusedFound', { value: shown })}</p>
}

function isPolicyKey(key: string): key is PolicyKey {
  return Object.hasOwn(policyKeys, key)
}

/** The lines of a list are its layout; a line end within a text is shown as what it is. */
function linesOf(value: unknown): string[] {
  return typeof value === 'string' ? [value] : JSON.stringify(value, undefined, 2).split('\n')
}
