import { useEffect, useRef, useState } from 'preact/hooks'
import { chosenView } from '../contract/chosen-account.ts'
import type { AccountId } from '../contract/identity.ts'
import type { PendingConsent } from '../contract/pending-consent.ts'
import { AllowForm } from './allow-form.tsx'
import type { ConsentPort } from './consent-port.ts'
import { NobodyThere } from './nobody-there.tsx'
import type { Snapshot } from './snapshot.ts'
import { WhoAsks } from './who-asks.tsx'

interface AskingSiteProps {
  port: ConsentPort
  asked: PendingConsent
  snapshot: Snapshot
}

/** One site's question: who asks and why, and what the person can say to it. */
export function AskingSite({ port, asked, snapshot }: AskingSiteProps) {
  const { origin, tabId, before } = asked
  const [choice, choose] = useState<AccountId>()
  // Nobody is left to get what is given.
  useEffect(
    () => port.onTabClosed(tabId, () => void port.ask('refuseSite', { origin })),
    [port, origin, tabId],
  )
  const view = chosenView(snapshot.views, choice, before?.account, snapshot.settings?.currentAccount)
  const signedIn = view?.state === 'signedIn'
  const wasSignedIn = useRef(signedIn)
  // The person signed in elsewhere: the question they did it for comes back to them.
  useEffect(() => {
    if (signedIn && !wasSignedIn.current) void port.comeForward()
    wasSignedIn.current = signedIn
  }, [port, signedIn])
  return (
    <section class="card" aria-labelledby="question">
      <WhoAsks asked={asked} />
      {view?.state === 'signedIn' ? (
        <AllowForm
          key={view.account}
          port={port}
          asked={asked}
          view={view}
          snapshot={snapshot}
          choose={choose}
        />
      ) : (
        <NobodyThere port={port} asked={asked} view={view} />
      )}
    </section>
  )
}
