import type { FunctionComponent } from 'preact'
import { useState } from 'preact/hooks'
import { say } from '../words/say.ts'
import type { PopupPort } from './popup-port.ts'

export interface TakeOverProps {
  port: PopupPort
  tabId: number
  cancel: () => void
}

/** Offers to take over a session that the site's own library keeps. Few ever need it: the rest is loaded on the click. */
export function TakeOver({ port, tabId }: Omit<TakeOverProps, 'cancel'>) {
  const [Choice, open] = useState<FunctionComponent<TakeOverProps>>()
  const load = async () => {
    const { TakeOverChoice } = await import('./take-over-choice.tsx')
    open(() => TakeOverChoice)
  }
  if (Choice !== undefined) return <Choice port={port} tabId={tabId} cancel={() => open(undefined)} />
  return (
    <button type="button" class="quiet" onClick={() => void load()}>
      {say('takeOver')}
    </button>
  )
}
