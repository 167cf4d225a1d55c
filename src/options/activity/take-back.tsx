import { AskButton } from '../../controls/ask-button.tsx'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import type { Origin } from '../../contract/identity.ts'
import type { OptionsPort } from '../options-port.ts'
import { hostOf, takeBack, type AllowedSite } from '../sites/allowed-sites.ts'
import { say } from '../../words/say.ts'

interface TakeBackProps {
  port: Pick<OptionsPort, 'ask'>
  site: AllowedSite
  gone: (site: Origin) => void
}

/** Takes back what the site of an entry has now, with one click. */
export function TakeBack({ port, site, gone }: TakeBackProps) {
  const { busy, error, run, stop } = useAsking()
  const take = async () => {
    if ((await run((signal) => takeBack(port, [site], signal))) !== undefined) gone(site.origin)
  }
  return (
    <div class="take">
      <AskButton
        kind="quiet"
        busy={busy}
        stop={stop}
        working={say('takingBack')}
        label={say('takeBackOf', { site: hostOf(site) })}
        onClick={() => void take()}
      >
        {say('takeBack')}
      </AskButton>
      <ErrorNote error={error} />
    </div>
  )
}
