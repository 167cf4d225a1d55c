import { ShownText } from '../claims/shown-text.tsx'
import type { PendingConsent } from '../contract/pending-consent.ts'
import { SiteName } from '../controls/site-name.tsx'
import { pieces, say } from '../words/say.ts'

/** Who asks, as the browser says it, and why, as the page does. */
export function WhoAsks({ asked: { origin, top, reason, before } }: { asked: PendingConsent }) {
  return (
    <>
      <h1 id="question">
        <span class="lead">{say(before ? 'consentQuestionMore' : 'consentQuestion')}</span>
      </h1>
      <div class="asker">
        <SiteName origin={origin} />
      </div>
      {top !== undefined && (
        <p class="note around">{pieces('consentFrame', { site: <bdi class="origin">{top}</bdi> })}</p>
      )}
      {reason !== undefined && (
        <figure class="reason">
          <figcaption class="label">{say('consentReason')}</figcaption>
          <blockquote>
            <ShownText text={reason} />
          </blockquote>
        </figure>
      )}
    </>
  )
}
