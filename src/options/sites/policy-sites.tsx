import { Chips } from '../../claims/claim-value.tsx'
import type { Grant } from '../../contract/grant.ts'
import { givenWords } from '../../controls/choice.ts'
import { SiteName } from '../../controls/site-name.tsx'
import { list, say } from '../../words/say.ts'

/** What an operator allowed: to be seen, and not to be taken back. */
export function PolicySites({ grants }: { grants: readonly Grant[] }) {
  if (grants.length === 0) return null
  return (
    <section class="card" aria-labelledby="policy-sites">
      <h2 id="policy-sites">{say('policySites')}</h2>
      <p class="hint">{say('policySitesLead')}</p>
      {grants.map(({ origin, gives, frames, maySignOut }) => (
        <div key={origin} class="given">
          <SiteName origin={origin} />
          <p>
            {say(maySignOut ? 'policySiteHasSignsOut' : 'policySiteHas', { given: givenWords(gives) })}
            {frames.length > 0 && ` ${say('policySiteFrames', { sites: list(frames) })}`}
          </p>
          {gives.claims.length > 0 && <Chips items={gives.claims} label={say('claims')} />}
        </div>
      ))}
    </section>
  )
}
