import { ShownText } from '../claims/shown-text.tsx'
import type { PendingConsent } from '../contract/pending-consent.ts'
import { SiteName } from '../controls/site-name.tsx'

/** Who asks, as the browser says it, and why, as the page does. */
export function WhoAsks({ asked: { origin, top, reason, before } }: { asked: PendingConsent }) {
  return (
    <>
      <h1 id="question">
        <span class="lead">
          {before ? 'May this site have more of your session?' : 'May this site use your session?'}
        </span>
      </h1>
      <div class="asker">
        <SiteName origin={origin} />
      </div>
      {top !== undefined && (
        <p class="note around">
          It asks from a frame in another site: <bdi class="origin">{top}</bdi> is what your address bar
          shows. What you allow counts there, and on the site itself.
        </p>
      )}
      {reason !== undefined && (
        <figure class="reason">
          <figcaption class="label">The site says</figcaption>
          <blockquote>
            <ShownText text={reason} />
          </blockquote>
        </figure>
      )}
    </>
  )
}
