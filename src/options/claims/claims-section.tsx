import { useState } from 'preact/hooks'
import { ClaimsView } from '../../claims/claims-view.tsx'
import { partsLater } from '../../claims/parts-later.ts'
import { ShownText } from '../../claims/shown-text.tsx'
import { chosenView, switchable } from '../../contract/chosen-account.ts'
import type { Settings } from '../../contract/settings.ts'
import type { SessionViewRecord, SignedInView } from '../../contract/view.ts'
import { useCopying } from '../../controls/use-copying.ts'
import type { OptionsPort } from '../options-port.ts'
import { accountName } from '../sites/allowed-sites.ts'
import { PasteToken } from './paste-token.tsx'
import { say } from '../../words/say.ts'

interface ClaimsSectionProps {
  port: Pick<OptionsPort, 'copy' | 'ask'>
  views: readonly SessionViewRecord[]
  settings: Settings | undefined
}

/** What the tokens of the session say, beside each other too; and what any other token says. */
export function ClaimsSection({ port, views, settings }: ClaimsSectionProps) {
  const [picked, pick] = useState<string>()
  const signedIn = switchable(views).filter((view) => view.state === 'signedIn')
  const view =
    signedIn.find(({ account }) => account === picked) ?? chosenView(signedIn, settings?.currentAccount)
  return (
    <>
      <h1>{say('section_claims')}</h1>
      {view?.state === 'signedIn' ? (
        <section class="card" aria-label={say('yourSession')}>
          <Whose views={signedIn} shown={view} pick={pick} />
          <Session key={view.account} port={port} view={view} />
        </section>
      ) : (
        <p class="note">{say('claimsNobody')}</p>
      )}
      <PasteToken port={port} />
    </>
  )
}

function Session({ port, view }: { port: ClaimsSectionProps['port']; view: SignedInView }) {
  return <ClaimsView session={view} copying={useCopying(port, view)} parts={partsLater} />
}

interface WhoseProps {
  views: readonly SignedInView[]
  shown: SignedInView
  pick: (account: string) => void
}

function Whose({ views, shown, pick }: WhoseProps) {
  if (views.length < 2) {
    return (
      <h2>
        <ShownText text={accountName(shown.account, views)} />
      </h2>
    )
  }
  return (
    <select
      aria-label={say('accounts')}
      value={shown.account}
      onChange={(event) => pick(event.currentTarget.value)}
    >
      {views.map(({ account }) => (
        <option key={account} value={account}>
          {accountName(account, views)}
        </option>
      ))}
    </select>
  )
}
