import { useState } from 'preact/hooks'
import { byteSize } from '../../claims/byte-size.ts'
import { clockNote } from '../../claims/clock-note.ts'
import { ShownText } from '../../claims/shown-text.tsx'
import { useTime } from '../../claims/time-context.ts'
import { chosenView, switchable } from '../../contract/chosen-account.ts'
import type { Settings } from '../../contract/settings.ts'
import type { SessionViewRecord, SignedInView } from '../../contract/view.ts'
import type { OptionsPort } from '../options-port.ts'
import { accountName } from '../sites/allowed-sites.ts'
import { CompareTable } from './compare-table.tsx'
import { PasteToken } from './paste-token.tsx'
import { TokenView } from './token-view.tsx'
import { say } from '../../words/say.ts'

interface ClaimsSectionProps {
  port: Pick<OptionsPort, 'copy'>
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
          <Tokens key={view.account} port={port} view={view} />
        </section>
      ) : (
        <p class="note">{say('claimsNobody')}</p>
      )}
      <PasteToken port={port} />
    </>
  )
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

const ALL = ['id', 'access', 'compare'] as const
type Shown = (typeof ALL)[number]

function Tokens({ port, view }: { port: ClaimsSectionProps['port']; view: SignedInView }) {
  const [shown, show] = useState<Shown>('id')
  const { words } = useTime()
  const { idClaims, accessClaims, clockDrift, sizes } = view
  const ahead = clockDrift * 1000
  const note = clockNote(clockDrift, words)
  return (
    <>
      <div class="tabs" role="group" aria-label={say('whichToken')}>
        {ALL.map((name) => (
          <button key={name} type="button" aria-pressed={name === shown} onClick={() => show(name)}>
            {say(name === 'compare' ? name : `token_${name}`)}
          </button>
        ))}
      </div>
      {shown === 'compare' ? (
        <CompareTable id={idClaims} access={accessClaims} ahead={ahead} />
      ) : (
        <TokenView
          key={shown}
          port={port}
          claims={shown === 'id' ? idClaims : accessClaims}
          which={shown}
          ahead={ahead}
        />
      )}
      {note !== undefined && <p class="note">{note}</p>}
      {shown !== 'compare' && (
        <p class="note">{say(`tokenSize_${shown}`, { size: byteSize(sizes[shown], words.locale) })}</p>
      )}
    </>
  )
}
