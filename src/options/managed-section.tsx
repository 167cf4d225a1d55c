import { ShownText } from '../claims/shown-text.tsx'
import { policyKeys } from '../contract/policy-keys.ts'
import type { PolicyInForce, Refused } from '../contract/policy.ts'
import type { Known } from './known.ts'

/** What the operator decided: every setting with its value and what it means, and what was wrong with what they wrote. */
export function ManagedSection({ policy, managed }: Pick<Known, 'policy' | 'managed'>) {
  const written = managed.flatMap(([key, value]) => {
    const described = Object.entries(policyKeys).find(([name]) => name === key)?.[1]
    return described === undefined ? [] : [{ key, value, ...described }]
  })
  return (
    <>
      <h1>Managed</h1>
      {written.length === 0 ? (
        <p class="policy">Nobody manages this extension here: everything in it is yours to decide.</p>
      ) : (
        <Lead policy={policy} />
      )}
      {policy !== undefined && policy.refused.length > 0 && <RefusedValues refused={policy.refused} />}
      {written.map(({ key, title, value, description }) => (
        <section key={key} class="card setting" aria-labelledby={key}>
          <h2 id={key}>{title}</h2>
          <p class="hint">
            <code>{key}</code> {description}
          </p>
          <pre>
            <ShownText text={textOf(value)} />
          </pre>
        </section>
      ))}
    </>
  )
}

function Lead({ policy }: { policy: PolicyInForce | undefined }) {
  return (
    <p class="policy">
      Your organisation decided this for everybody who uses this browser. It can be read here, and changed
      only where the browser is managed.{' '}
      {policy?.supportLink !== undefined && (
        <a target="_blank" rel="noreferrer" href={policy.supportLink}>
          Get help
        </a>
      )}
    </p>
  )
}

function RefusedValues({ refused }: { refused: readonly Refused[] }) {
  return (
    <section class="card refused" aria-labelledby="refused">
      <h2 id="refused">Refused</h2>
      <p>These values are wrong and do not count. The rest stands.</p>
      <ul>
        {refused.map(({ at, why }) => (
          <li key={at}>
            <code>
              <ShownText text={at} />
            </code>
            : <ShownText text={why} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, undefined, 2)
}
