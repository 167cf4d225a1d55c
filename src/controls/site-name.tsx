import type { Origin } from '../contract/identity.ts'
import { say } from '../words/say.ts'

/** A site, as the browser names it: scheme, host in punycode, port. */
export function SiteName({ origin }: { origin: Origin }) {
  const { protocol, hostname, port } = new URL(origin)
  return (
    <>
      <p class="origin">
        <bdi>
          <span class="scheme">{protocol}//</span>
          <wbr />
          {hostname}
          <wbr />
          {port && `:${port}`}
        </bdi>
      </p>
      {isInternational(origin) && <p class="note">{say('siteInternational')}</p>}
    </>
  )
}

/** A host that is written in punycode draws letters that may look like others. */
export function isInternational(origin: Origin): boolean {
  return new URL(origin).hostname.split('.').some((label) => label.startsWith('xn--'))
}
