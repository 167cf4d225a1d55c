import { useRef } from 'preact/hooks'
import { say } from '../words/say.ts'

export type TokenKind = 'id' | 'access'

const KINDS = ['id', 'access'] as const

interface TokenTabsProps {
  chosen: TokenKind
  choose: (kind: TokenKind) => void
  /** The id of the panel that the tabs control. */
  panel: string
}

/** The two tokens as tabs: one stop for the Tab key, arrows between them (ARIA Authoring Practices, "Tabs"). */
export function TokenTabs({ chosen, choose, panel }: TokenTabsProps) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    if (!['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return
    event.preventDefault()
    const next = chosen === 'id' ? 'access' : 'id'
    const kind = event.key === 'Home' ? 'id' : event.key === 'End' ? 'access' : next
    choose(kind)
    list.current?.querySelector<HTMLElement>(`[data-kind=${kind}]`)?.focus()
  }
  return (
    <div role="tablist" aria-label={say('tokens')} class="tabs" ref={list} onKeyDown={onKeyDown}>
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          role="tab"
          id={`${panel}-${kind}`}
          data-kind={kind}
          aria-selected={kind === chosen}
          aria-controls={panel}
          tabIndex={kind === chosen ? 0 : -1}
          onClick={() => choose(kind)}
        >
          {say(`token_${kind}`)}
        </button>
      ))}
    </div>
  )
}
