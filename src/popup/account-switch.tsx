import { useState } from 'preact/hooks'
import type { AccountId } from '../contract/identity.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import type { PopupPort } from './popup-port.ts'
import { useAsking } from '../controls/use-asking.ts'
import { whoOf } from '../controls/who.ts'
import { say } from '../words/say.ts'

interface AccountSwitchProps {
  port: PopupPort
  views: readonly SessionViewRecord[]
  shown: AccountId
  choose: (account: AccountId) => void
}

/** Which of several accounts is shown, and how to be rid of it; nothing where there is only one. */
export function AccountSwitch({ port, views, shown, choose }: AccountSwitchProps) {
  if (views.length < 2) return null
  return (
    <>
      <select
        class="accounts"
        aria-label={say('accounts')}
        value={shown}
        onChange={(event) => {
          const picked = views.find(({ account }) => account === event.currentTarget.value)
          if (picked === undefined) return
          choose(picked.account)
          void port.ask('chooseAccount', { account: picked.account })
        }}
      >
        {views.map((view) => (
          <option key={view.account} value={view.account}>
            {nameOf(view)}
          </option>
        ))}
      </select>
      <Forget key={shown} port={port} account={shown} />
    </>
  )
}

/** Asked twice: it takes the account's sites with it. */
function Forget({ port, account }: { port: PopupPort; account: AccountId }) {
  const { busy, error, run, stop } = useAsking()
  const [sure, setSure] = useState(false)
  const forget = () => (sure ? void run(() => port.ask('forgetAccount', { account })) : setSure(true))
  return (
    <>
      <AskButton kind="quiet" busy={busy} stop={stop} working={say('forgetting')} onClick={forget}>
        {say(sure ? 'forgetSure' : 'forget')}
      </AskButton>
      <ErrorNote error={error} />
    </>
  )
}

function nameOf(view: SessionViewRecord): string {
  return view.state === 'signedIn' ? whoOf(view).name : say('accountSignIn', { name: view.username })
}
