import { useRef } from 'preact/hooks'
import { say } from '../words/say.ts'

export type TokenKind = 'id' | 'access'
/** A token, or both beside each other. */
export type Look = TokenKind | 'compare'

const LOOKS = ['id', 'access', 'compare'] as const

interface TokenTabsProps {
  chosen: Look
  choose: (look: Look) => void
  /** The id of the panel that the tabs control. */
  panel: string
}

/** The two tokens as tabs: one stop for the Tab key, arrows between them (ARIA Authoring Practices, "Tabs"). */
export function TokenTabs({ chosen, choose, panel }: TokenTabsProps) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const look = lookAfter(chosen, event.key)
    if (look === undefined) return
    event.preventDefault()
    choose(look)
    list.current?.querySelector<HTMLElement>(`[data-look=${look}]`)?.focus()
  }
  return (
    <div role="tablist" aria-label={say('tokens')} class="tabs" ref={list} onKeyDown={onKeyDown}>
      {LOOKS.map((look) => (
        <button
          key={look}
          type="button"
          role="tab"
          id={`${panel}-${look}`}
          data-look={look}
          aria-selected={look === chosen}
          aria-controls={panel}
          tabIndex={look === chosen ? 0 : -1}
          onClick={() => choose(look)}
        >
          {say(look === 'compare' ? look : `token_${look}`)}
        </button>
      ))}
    </div>
  )
}

/** The arrows go round. */
function lookAfter(chosen: Look, key: string): Look | undefined {
  const place = LOOKS.indexOf(chosen)
  const places: Record<string, number> = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: -1 }
  const next = places[key]
  return next === undefined ? undefined : LOOKS.at(next % LOOKS.length)
}
