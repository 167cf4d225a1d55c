import { useState } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import type { Grant } from '../contract/grant.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { givenWords } from '../controls/choice.ts'
import { policyAccount } from '../controls/policy-account.ts'
import { useAsking } from '../controls/use-asking.ts'
import { whoOf } from '../controls/who.ts'
import { pieces, say } from '../words/say.ts'
import type { ManagedProps } from './managed.tsx'

export function ManagedPart({ port, snapshot, grant, poolless = false }: ManagedProps) {
  if (grant !== undefined) return <PolicySite port={port} snapshot={snapshot} grant={grant} />
  const { policy } = snapshot
  return (
    <>
      {poolless && policy?.hidesFirstRun && (
        <section class="card">
          <h1>{say('managedNoPool')}</h1>
          <p class="lead">{say('managedNoPoolWhy')}</p>
        </section>
      )}
      <p class="hint managed">
        {say('managedBy')}{' '}
        {policy?.supportLink !== undefined && (
          <a target="_blank" rel="noreferrer" href={policy.supportLink}>
            {say('managedHelp')}
          </a>
        )}
      </p>
    </>
  )
}

interface PolicySiteProps extends ManagedProps {
  grant: Grant
}

/** A site that an operator allowed. The browser's own permission is the person's to give: by one click, once. */
function PolicySite({ port, snapshot, grant }: PolicySiteProps) {
  const { origin, gives, maySignOut } = grant
  const [given, give] = useState(false)
  const { busy, run, stop } = useAsking()
  const click = () => {
    // The browser's question must be asked within this very click. The background hears its answer from the browser.
    const asked = port.requestHost(origin).catch(() => false)
    void run(async () => ({ ok: true, value: await asked }))
    // Who waits no more has said yes all the same.
    void asked.then((yes) => yes && give(true))
  }
  return (
    <>
      <Whose snapshot={snapshot} grant={grant} />
      <p>
        {say('managedSite', { given: givenWords(gives) })} {maySignOut && say('managedSiteSignsOut')}
      </p>
      {snapshot.holdsHost === false && !given && (
        <>
          <p class="hint">{say('managedOneClick')}</p>
          <div class="actions">
            <AskButton
              kind="primary"
              busy={busy}
              stop={stop}
              working={say('waitingForBrowser')}
              onClick={click}
            >
              {say('managedConnect')}
            </AskButton>
          </div>
        </>
      )}
    </>
  )
}

/** Whose session the site has. */
function Whose({ snapshot, grant }: Pick<PolicySiteProps, 'snapshot' | 'grant'>) {
  const { views, settings } = snapshot
  const account = policyAccount(grant, views, settings?.currentAccount)
  const view = views.find((view) => view.account === account)
  if (view === undefined) return <p class="note">{say('policySiteNobody')}</p>
  return <p class="whose">{pieces('siteSessionOf', { name: <ShownText text={nameIn(view)} /> })}</p>
}

function nameIn(view: SessionViewRecord): string {
  return view.state === 'signedIn' ? whoOf(view).name : view.username
}
