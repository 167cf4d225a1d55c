/** At which call of a port the worker dies, and whether the call still takes effect. */
export interface Death {
  call: number
  moment: 'before' | 'after'
}

/** A life that counts every call that leaves the worker, and ends at one of them: that call never comes back, nor does any later one. */
export class Life {
  readonly steps: string[] = []
  readonly ended: Promise<string>
  #end: (step: string) => void = () => undefined
  #dead = false
  #counting = false
  readonly #death: Death | undefined

  constructor(death?: Death) {
    this.#death = death
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Steps count from here on. */
  begin(): void {
    this.#counting = true
  }

  /** The worker is gone, though no step was its last. */
  end(): void {
    this.#dead = true
  }

  mortal<Port extends object>(name: string, port: Port): Port {
    return new Proxy(port, {
      get: (target, key, receiver) => {
        const member: unknown = Reflect.get(target, key, receiver)
        if (typeof member !== 'function' || typeof key !== 'string') return member
        return (...args: unknown[]) => this.#step(`${name}.${key}`, () => Reflect.apply(member, target, args))
      },
    })
  }

  async #step(step: string, effect: () => unknown): Promise<unknown> {
    if (this.#dead) return new Promise(() => undefined)
    if (!this.#counting) return effect()
    this.steps.push(step)
    if (this.steps.length !== this.#death?.call) return effect()
    this.#dead = true
    if (this.#death.moment === 'after') await effect()
    this.#end(step)
    return new Promise(() => undefined)
  }
}
