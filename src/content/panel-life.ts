import { Ticker } from '../claims/ticker.ts'
import { TimeWords } from '../claims/time-words.ts'
import { pageClock } from '../browser/page-clock.ts'
import type { PanelClaims } from '../contract/panel.ts'
import { locale } from '../words/say.ts'
import { drawPanel } from './panel-frame.tsx'
import { panelHost, type PanelHost } from './panel-host.ts'

/** One panel on one page, from its first claims until it is closed. Nothing of it stays behind. */
export class PanelLife {
  readonly #ticker = new Ticker(pageClock)
  readonly #before = document.activeElement
  readonly #ended: () => void
  #host: PanelHost | undefined

  /** `ended` is told once, when the panel is closed. */
  constructor(ended: () => void) {
    this.#ended = ended
    window.addEventListener('keydown', this.#onKeyDown, { capture: true })
  }

  show(session: PanelClaims['session']): void {
    const isNew = this.#host === undefined
    const host = (this.#host ??= panelHost(document, this.close))
    const time = { ticker: this.#ticker, words: new TimeWords(locale()) }
    drawPanel(host.root, { time, session, close: this.close })
    host.show()
    if (isNew) host.root.querySelector<HTMLElement>('.panel')?.focus({ preventScroll: true })
  }

  readonly close = (): void => {
    window.removeEventListener('keydown', this.#onKeyDown, { capture: true })
    if (this.#host !== undefined) drawPanel(this.#host.root, undefined)
    this.#host?.remove()
    this.#host = undefined
    if (this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true })
    this.#ended()
  }

  /** Escape closes wherever the focus is, and closes the panel alone. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !event.isTrusted || this.#host === undefined) return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.close()
  }
}
