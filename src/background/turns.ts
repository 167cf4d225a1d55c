/** Steps that are taken one after the other, each whether or not the one before it failed. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  take<Result>(step: () => Promise<Result>): Promise<Result> {
    const done = this.#last.then(step, step)
    this.#last = done.catch(() => undefined)
    return done
  }
}
