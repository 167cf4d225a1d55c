import { Chips } from '../../claims/claim-value.tsx'
import { ShownText } from '../../claims/shown-text.tsx'
import type { Grant } from '../../contract/grant.ts'
import type { AccountId } from '../../contract/identity.ts'
import type { SessionViewRecord } from '../../contract/view.ts'
import { givenWords } from '../../controls/choice.ts'
import { policyAccount } from '../../controls/policy-account.ts'
import { SiteName } from '../../controls/site-name.tsx'
import { accountName } from './allowed-sites.ts'
import { list, pieces, say } from '../../words/say.ts'

interface PolicySitesProps {
  grants: readonly Grant[]
  views: readonly SessionViewRecord[]
  /** The account that is meant where none is named. */
  current: AccountId | undefined
}

/** What an operator allowed: to be seen, and not to be taken back. */
export function PolicySites({ grants, views, current }: PolicySitesProps) {
  if (grants.length === 0) return null
  return (
    <section class="card" aria-labelledby="policy-sites">
      <h2 id="policy-sites">{say('policySites')}</h2>
      <p class="hint">{say('policySitesLead')}</p>
      {grants.map((grant) => (
        <PolicySite
          key={grant.origin}
          grant={grant}
          views={views}
          account={policyAccount(grant, views, current)}
        />
      ))}
    </section>
  )
}

interface PolicySiteProps {
  grant: Grant
  views: readonly SessionViewRecord[]
  account: AccountId | undefined
}

function PolicySite({ grant: { origin, gives, frames, maySignOut }, views, account }: PolicySiteProps) {
  return (
    <div class="given">
      <SiteName origin={origin} />
      <p class="whose">
        {account === undefined
          ? say('policySiteNobody')
          : pieces('siteSessionOf', { name: <ShownText text={accountName(account, views)} /> })}
      </p>
      <p>
        {say(maySignOut ? 'policySiteHasSignsOut' : 'policySiteHas', { given: givenWords(gives) })}
        {frames.length > 0 && ` ${say('policySiteFrames', { sites: list(frames) })}`}
      </p>
      {gives.claims.length > 0 && <Chips items={gives.claims} label={say('claims')} />}
    </div>
  )
}
