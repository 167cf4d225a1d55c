import { useId } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import type { AccountId } from '../contract/identity.ts'
import type { SignedInView } from '../contract/view.ts'
import { whoOf } from '../controls/who.ts'
import { say } from '../words/say.ts'
import type { Snapshot } from './snapshot.ts'

interface WhoseSessionProps {
  view: SignedInView
  snapshot: Snapshot
  choose: (account: AccountId) => void
}

/** The account that is meant: a choice where several are signed in. */
export function WhoseSession({ view, snapshot: { views, profiles }, choose }: WhoseSessionProps) {
  const accounts = views.filter((other) => other.state === 'signedIn')
  if (accounts.length > 1) return <Accounts view={view} accounts={accounts} choose={choose} />
  const { name, detail } = whoOf(view)
  const pool = profiles.find((profile) => profile.id === view.profile)?.name
  return (
    <div class="whose">
      <p class="label">{say('consentWhose')}</p>
      <p>
        <strong>
          <ShownText text={name} />
        </strong>{' '}
        <span class="hint">
          <ShownText text={[detail, pool].filter((part) => part !== undefined).join(' · ')} />
        </span>
      </p>
    </div>
  )
}

interface AccountsProps extends Pick<WhoseSessionProps, 'view' | 'choose'> {
  accounts: readonly SignedInView[]
}

function Accounts({ view, accounts, choose }: AccountsProps) {
  const id = useId()
  return (
    <div class="whose">
      <label class="label" for={id}>
        {say('consentWhose')}
      </label>
      <select
        id={id}
        value={view.account}
        onChange={({ currentTarget }) => {
          const picked = accounts.find(({ account }) => account === currentTarget.value)
          if (picked !== undefined) choose(picked.account)
        }}
      >
        {accounts.map((other) => (
          <option key={other.account} value={other.account}>
            {nameOf(other)}
          </option>
        ))}
      </select>
    </div>
  )
}

function nameOf(view: SignedInView): string {
  const { name, detail } = whoOf(view)
  return detail === undefined ? name : `${name} (${detail})`
}
