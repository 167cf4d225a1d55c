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
 * any z-index of the page's.
 */
export function panelHost(page: Document): PanelHost {
  const host = page.createElementNS('http://www.w3.org/1999/xhtml', 'div')
  if (!(host instanceof HTMLElement)) throw new Error('This document has no HTML elements to draw with.')
  const root = host.attachShadow({ mode: 'closed' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(panelStyles)
  root.adoptedStyleSheets = [sheet]
  for (const type of EVENTS) root.addEventListener(type, (event) => event.stopPropagation())
  host.popover = 'manual'
  return {
    root,
    show() {
      if (!host.isConnected) page.documentElement.append(host)
      if (!host.matches(':popover-open')) host.showPopover()
    },
    remove: () => host.remove(),
  }
}
