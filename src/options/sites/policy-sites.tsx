import { Chips } from '../../claims/claim-value.tsx'
import type { Grant } from '../../contract/grant.ts'
import { givenWords } from '../../controls/choice.ts'
import { SiteName } from '../../controls/site-name.tsx'

/** What an operator allowed: to be seen, and not to be taken back. */
export function PolicySites({ grants }: { grants: readonly Grant[] }) {
  if (grants.length === 0) return null
  return (
    <section class="card" aria-labelledby="policy-sites">
      <h2 id="policy-sites">Set by your organisation</h2>
      <p class="hint">These sites have the session of the account that is shown in the popup. They stay.</p>
      {grants.map(({ origin, gives, frames, maySignOut }) => (
        <div key={origin} class="given">
          <SiteName origin={origin} />
          <p>
            Has {givenWords(gives)}
            {maySignOut && ', and may sign you out here'}.
            {frames.length > 0 && ` Frames in ${frames.join(', ')}.`}
          </p>
          {gives.claims.length > 0 && <Chips items={gives.claims} label="Claims" />}
        </div>
      ))}
    </section>
  )
}
