import type { AccountId } from '../contract/identity.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import { whoOf } from './who.ts'

interface AccountSwitchProps {
  views: readonly SessionViewRecord[]
  shown: AccountId
  choose: (account: AccountId) => void
}

/** Which of several accounts is shown; nothing where there is only one. */
export function AccountSwitch({ views, shown, choose }: AccountSwitchProps) {
  if (views.length < 2) return null
  return (
    <select
      class="accounts"
      aria-label="Account"
      value={shown}
      onChange={(event) => {
        const picked = views.find(({ account }) => account === event.currentTarget.value)
        if (picked !== undefined) choose(picked.account)
      }}
    >
      {views.map((view) => (
        <option key={view.account} value={view.account}>
          {nameOf(view)}
        </option>
      ))}
    </select>
  )
}

function nameOf(view: SessionViewRecord): string {
  const who = view.state === 'signedIn' ? whoOf(view) : { name: view.username }
  return view.state === 'signedIn' ? who.name : `${who.name} (sign in)`
}
