import type { Page } from 'playwright'
import type { Asked } from '../../src/browser/ask.ts'
import type { Method, Value } from '../../src/contract/messages.ts'

type Late = Partial<Record<string, (value: unknown) => void>>

/** On a stage: questions that are not answered until a test does so, each by its method. */
export class LateAnswers {
  readonly #late: Late = {}

  constructor() {
    Object.assign(globalThis, { late: this.#late })
  }

  to<Name extends Method>(method: Name): Promise<Asked<Name>> {
    return new Promise((resolve) => {
      this.#late[method] = (value) => resolve({ ok: true, value: value as Value<Name> })
    })
  }
}

/** Answers what was asked on the stage, and lets the page draw what comes of it. */
export function answerLate(page: Page, method: Method, value: unknown): Promise<void> {
  return page.evaluate(
    async ([method, value]) => {
      const late: Late = Reflect.get(globalThis, 'late')
      late[method]?.(value)
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
    },
    [method, value] as const,
  )
}
