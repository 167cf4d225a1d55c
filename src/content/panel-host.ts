import panelStyles from './panel.css?inline'

/** The element that carries the panel on somebody else's page. */
export interface PanelHost {
  root: ShadowRoot
  /** Puts it on top of everything, also after the page has taken it away. */
  show(): void
  remove(): void
}

/** What a person does in the panel; the page need not know of it. */
const EVENTS = [
  'keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'click', 'dblclick', 'auxclick', 'contextmenu',
  'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'wheel', 'copy', 'cut', 'paste', 'focusin', 'focusout',
] // prettier-ignore

/**
 * A closed shadow root: the page's scripts cannot look in, its styles do not reach in. The sheet is adopted,
 * which no page's Content-Security-Policy forbids. A manual popover stands in the browser's top layer, above
 * any z-index of the page's. A page may still take it away or hide it: then `taken` is told, and it is gone.
 */
export function panelHost(page: Document, taken: () => void): PanelHost {
  const host = page.createElementNS('http://www.w3.org/1999/xhtml', 'div')
  if (!(host instanceof HTMLElement)) throw new Error('This document has no HTML elements to draw with.')
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(panelStyles)
  root.adoptedStyleSheets = [sheet]
  for (const type of EVENTS) root.addEventListener(type, (event) => event.stopPropagation())
  host.popover = 'manual'
  host.addEventListener('toggle', ({ newState }) => newState === 'closed' && taken())
  const watch = new MutationObserver(() => host.isConnected || taken())
  return {
    root,
    show() {
      if (!host.isConnected) stageOf(page).append(host)
      if (!host.matches(':popover-open')) host.showPopover()
      watch.observe(page, { childList: true, subtree: true })
    },
    remove() {
      watch.disconnect()
      host.remove()
    },
  }
}

/**
 * While a page shows a modal dialog or fills the screen with an element, nothing outside of that can be clicked:
 * then the panel stands in it, unless it shows a film or a frame, which draw nothing of ours.
 */
function stageOf(page: Document): Element {
  const modal = [...page.querySelectorAll(':modal')].at(-1)
  return modal?.matches('video, iframe, img, canvas, object, embed') === false ? modal : page.documentElement
}
