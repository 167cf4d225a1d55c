import { epochMs } from '@cognito-shared-session/cognito-session'
import type { Ports, SessionStorage } from '@cognito-shared-session/cognito-session'

export type Moment = 'before its effect' | 'after its effect'

export interface Death {
  /** Which of the calls that leave the process is its last, counted from 0. */
  call: number
  moment: Moment
}

/**
 * One life of a worker over a store that outlives it. Storage, network and timers are counted; at its death
 * a call never returns, and no later one does anything.
 */
export class MortalLife {
  readonly calls: string[] = []
  readonly ports: Ports
  readonly storage: SessionStorage
  /** Resolves when the worker dies. */
  readonly died: Promise<void>
  readonly #death: Death | undefined
  #isDead = false
  #die: () => void = () => undefined

  constructor(store: Map<string, string>, clock: { now(): number }, death?: Death) {
    this.#death = death
    this.died = new Promise((resolve) => {
      this.#die = resolve
    })
    this.ports = {
      now: () => epochMs(clock.now()),
      getRandomValues: (bytes) => crypto.getRandomValues(bytes),
      fetch: (url, init) => this.#call(`fetch ${operationOf(init)}`, () => fetch(url, init)),
      // Time stands still: a timer ends by being called off.
      wait: (_, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve())),
    }
    this.storage = {
      getItem: (key) => this.#call(`read ${kindOf(key)}`, async () => store.get(key) ?? null),
      setItem: (key, value) => this.#call(`write ${kindOf(key)}`, async () => store.set(key, value)),
      removeItem: (key) => this.#call(`remove ${kindOf(key)}`, async () => store.delete(key)),
    }
  }

  /** Dies between two calls; one that is under way has its effect, and does not return. */
  die(): void {
    this.#isDead = true
    this.#die()
  }

  async #survived<Result>(effect: Promise<Result>): Promise<Result> {
    const result = await effect
    return this.#isDead ? await new Promise<never>(() => undefined) : result
  }

  async #call<Result>(name: string, effect: () => Promise<Result>): Promise<Result> {
    const isLast = this.#death?.call === this.calls.length
    if (this.#isDead) return await new Promise<never>(() => undefined)
    this.calls.push(name)
    if (!isLast) return await this.#survived(effect())
    this.#isDead = true
    if (this.#death?.moment === 'after its effect') await effect().catch(() => undefined)
    this.#die()
    return await new Promise<never>(() => undefined)
  }
}

function operationOf(init: RequestInit): string {
  return new Headers(init.headers).get('x-amz-target')?.split('.')[1] ?? ''
}

function kindOf(key: string): string {
  return key.split('.')[3] ?? key
}
