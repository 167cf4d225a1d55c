import { useEffect } from 'preact/hooks'

/**
 * Keeps the focus on the page where what had it is drawn no more: else the next Tab would begin at the top, and whoever
 * only hears the page would hear nothing. It goes to the heading of what was around it.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    const { body } = document
    let around: Element[] = []
    const came = ({ target }: Event) => void (around = withAncestors(target))
    // Who clicks beside everything has left by themselves; what is taken away while it has the focus has not.
    const left = ({ target }: Event) =>
      queueMicrotask(() => {
        if (target === around[0] && target instanceof Element && target.isConnected) around = []
      })
    const observer = new MutationObserver(() => {
      if (around[0]?.isConnected !== false || document.activeElement !== body) return
      const place = around.find(({ isConnected }) => isConnected)?.closest('.card') ?? body
      focusOn(place.querySelector<HTMLElement>('h1, h2') ?? body)
    })
    observer.observe(body, { childList: true, subtree: true })
    body.addEventListener('focusin', came)
    body.addEventListener('focusout', left)
    return () => {
      observer.disconnect()
      body.removeEventListener('focusin', came)
      body.removeEventListener('focusout', left)
    }
  }, [])
}

function withAncestors(target: EventTarget | null): Element[] {
  const path: Element[] = []
  for (let at = target instanceof Element ? target : null; at !== null; at = at.parentElement) path.push(at)
  return path
}

function focusOn(element: HTMLElement): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1
  element.focus()
}
