import { Chips } from '../../claims/claim-value.tsx'
import { ShownText } from '../../claims/shown-text.tsx'
import type { Grant } from '../../contract/grant.ts'
import type { SessionViewRecord } from '../../contract/view.ts'
import { AskButton } from '../../controls/ask-button.tsx'
import { ErrorNote } from '../../controls/error-note.tsx'
import { GrantFacts } from '../../controls/grant-facts.tsx'
import { SiteName } from '../../controls/site-name.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import type { OptionsPort } from '../options-port.ts'
import { accountName, hostOf, takeBack, type AllowedSite } from './allowed-sites.ts'
import { pieces, say } from '../../words/say.ts'

interface SiteCardProps {
  port: Pick<OptionsPort, 'ask'>
  site: AllowedSite
  views: readonly SessionViewRecord[]
  /** What it had was taken back. */
  gone: () => void
}

/** One site, with everything that it has. */
export function SiteCard({ port, site, views, gone }: SiteCardProps) {
  const { busy, error, run, stop } = useAsking()
  const take = async () => {
    if ((await run((signal) => takeBack(port, [site], signal))) !== undefined) gone()
  }
  return (
    <section class="card" aria-label={hostOf(site)}>
      <SiteName origin={site.origin} />
      {site.grants.map((grant) => (
        <Given key={grant.until.kind === 'tab' ? grant.until.tabId : ''} grant={grant} views={views} />
      ))}
      <ErrorNote error={error} />
      <div class="actions">
        <AskButton
          busy={busy}
          stop={stop}
          working={say('takingBack')}
          label={say('takeBackOf', { site: hostOf(site) })}
          onClick={() => void take()}
        >
          {say('takeBack')}
        </AskButton>
      </div>
    </section>
  )
}

function Given({ grant, views }: { grant: Grant; views: readonly SessionViewRecord[] }) {
  const { claims } = grant.gives
  return (
    <div class="given">
      {grant.until.kind === 'tab' && <p class="label">{say('siteOneTab')}</p>}
      <p class="whose">
        {pieces('siteSessionOf', { name: <ShownText text={accountName(grant.account, views)} /> })}
      </p>
      <GrantFacts grant={grant} />
      {claims.length > 0 && (
        <details class="which">
          <summary>{say('whichClaims')}</summary>
          <Chips items={claims} label={say('claims')} />
        </details>
      )}
    </div>
  )
}
