import type { FunctionComponent } from 'preact'
import { useState } from 'preact/hooks'
import { NotLoaded } from '../claims/not-loaded.tsx'
import { AskButton } from '../controls/ask-button.tsx'
import { useAsking } from '../controls/use-asking.ts'
import { say } from '../words/say.ts'
import type { PopupPort } from './popup-port.ts'

export interface TakeOverProps {
  port: PopupPort
  tabId: number
  cancel: () => void
}

const choice = () =>
  import('./take-over-choice.tsx').then(
    ({ TakeOverChoice }) => TakeOverChoice,
    () => NotLoaded,
  )

/** Offers to take over a session that the site's own library keeps. Few ever need it: the rest is loaded on the click. */
export function TakeOver({ port, tabId }: Omit<TakeOverProps, 'cancel'>) {
  const [Choice, open] = useState<FunctionComponent<TakeOverProps>>()
  const { busy, run, stop } = useAsking()
  const load = async () => {
    const loaded = await run(async () => ({ ok: true, value: await choice() }))
    if (loaded !== undefined) open(() => loaded)
  }
  if (Choice !== undefined) return <Choice port={port} tabId={tabId} cancel={() => open(undefined)} />
  return (
    <AskButton
      kind="quiet"
      busy={busy}
      stop={stop}
      working={say('takeOverLooking')}
      onClick={() => void load()}
    >
      {say('takeOver')}
    </AskButton>
  )
}
