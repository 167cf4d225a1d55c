import type { SessionViewRecord } from '../contract/view.ts'
import type { BackgroundPorts } from './ports.ts'
import { Turns } from './turns.ts'

interface Heard {
  /** Pages that wait for the person. */
  waiting(): Promise<readonly unknown[]>
  views(): Promise<readonly SessionViewRecord[]>
}

/** What the icon says: how many pages wait for the person, else whether somebody has to sign in again. */
export class Toolbar {
  readonly #ports: Pick<BackgroundPorts, 'badge' | 'notify'>
  readonly #heard: Heard
  readonly #turns = new Turns()

  constructor(ports: Pick<BackgroundPorts, 'badge' | 'notify'>, heard: Heard) {
    this.#ports = ports
    this.#heard = heard
  }

  /** Reads anew what there is to say: one after the other, so that the last has the last word. */
  settle(): Promise<void> {
    return this.#turns.take(async () => {
      const { length } = await this.#heard.waiting()
      const views = await this.#heard.views().catch(() => [])
      await this.#ports.badge(length > 0 ? String(length) : views.some(isNeeded) ? '!' : '')
    })
  }

  /** A session began, was renewed, or ended. Nobody waits for what is said of it. */
  async changed(view: SessionViewRecord): Promise<void> {
    await this.settle()
    if (isNeeded(view)) await this.#ports.notify()
  }
}

function isNeeded({ state }: SessionViewRecord): boolean {
  return state === 'signInNeeded'
}
