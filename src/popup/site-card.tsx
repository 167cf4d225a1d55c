import type { SignedInView } from '../contract/view.ts'
import { AllowSite } from './allow-site-form.tsx'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { SiteName } from '../controls/site-name.tsx'
import { GrantFacts } from '../controls/grant-facts.tsx'
import { Managed } from './managed.tsx'
import type { PopupPort } from './popup-port.ts'
import { TakeOver } from './take-over.tsx'
import type { SiteState } from './site-state.ts'
import type { Snapshot } from './snapshot.ts'
import { useAsking } from '../controls/use-asking.ts'
import { say } from '../words/say.ts'

interface SiteCardProps {
  port: PopupPort
  site: SiteState
  /** Absent when nobody is signed in: then a site can lose what it has, and get nothing. */
  view: SignedInView | undefined
  snapshot: Snapshot
}

/** The page under the popup: what it may have, and how to give or take it. */
export function SiteCard({ site, ...props }: SiteCardProps) {
  const { view } = props
  if (view === undefined && site.kind !== 'allowed') return null
  return (
    <section class="card site" aria-labelledby="site">
      <h2 id="site">{say('siteTitle')}</h2>
      {site.kind === 'closed' ? (
        <p class="note">{say(`closed_${site.why}`)}</p>
      ) : (
        <OpenSite {...props} site={site} />
      )}
    </section>
  )
}

interface OpenSiteProps extends SiteCardProps {
  site: Exclude<SiteState, { kind: 'closed' }>
}

function OpenSite({ port, site, view, snapshot }: OpenSiteProps) {
  return (
    <>
      <SiteName origin={site.origin} />
      {site.kind === 'allowed' &&
        (site.grant.source === 'policy' ? (
          <Managed key={site.origin} port={port} snapshot={snapshot} grant={site.grant} />
        ) : (
          <AllowedSite key={site.origin} port={port} site={site} view={view} />
        ))}
      {site.kind === 'notAllowed' && view !== undefined && (
        <AllowSite key={`${site.origin} ${view.account}`} port={port} site={site} view={view} />
      )}
    </>
  )
}

interface AllowedSiteProps {
  port: PopupPort
  site: Extract<SiteState, { kind: 'allowed' }>
  view: SignedInView | undefined
}

function AllowedSite({ port, site, view }: AllowedSiteProps) {
  const { busy, error, run, stop } = useAsking()
  const { origin, grant } = site
  const another = view !== undefined && grant.account !== view.account
  return (
    <>
      {another && <p class="note">{say('siteOtherAccount')}</p>}
      <GrantFacts grant={grant} />
      <ErrorNote error={error} />
      <div class="actions">
        <AskButton
          busy={busy}
          stop={stop}
          working={say('takingBack')}
          onClick={() => void run(() => port.ask('revokeSite', { origin }))}
        >
          {say('takeBack')}
        </AskButton>
      </div>
      <TakeOver port={port} tabId={site.tabId} />
    </>
  )
}
