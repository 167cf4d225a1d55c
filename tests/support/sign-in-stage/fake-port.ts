import type { Asked } from '../../../src/browser/ask.ts'
import type { Records } from '../../../src/browser/records.ts'
import type { Method, Params } from '../../../src/contract/messages.ts'
import { signInMethods } from '../../../src/contract/policy.ts'
import type { SigningIn } from '../../../src/contract/signing-in.ts'
import type { SignInPort } from '../../../src/sign-in/sign-in-port.ts'
import { LateAnswers } from '../late-answers.ts'
import { profile } from '../popup-stage/people.ts'
import type { State } from './states.ts'
import { refusalAt } from './steps.ts'

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSW'

const values: Partial<Record<Method, unknown>> = {
  resumeSignIns: null,
  authenticatorSecret: { secret: SECRET, turn: 1 },
  passkeys: [{ id: 'k', name: 'Ada’s security key', createdAt: Date.UTC(2026, 1, 3) }],
  passkeyOptions: { rp: { id: 'acme.example' } },
}

/** Stands in for storage and the background, which answers as the state says; what is asked is in `globalThis.asked`. */
export function fakePort(state: State): SignInPort {
  const { signingIns = [], views = [], profiles = [profile], methods = signInMethods } = state
  const records = new Changing(signingIns)
  const late = new LateAnswers()
  const asked: { method: string; params: unknown }[] = []
  Object.assign(globalThis, { asked })
  return {
    signingIns: records,
    views: still(views),
    profiles: still(profiles),
    settings: still(state.first === undefined ? [] : [{ version: 1, firstProfile: state.first }]),
    presets: [],
    methods: still(methods),
    policies: still(state.policy === undefined ? [] : [state.policy]),
    requestHost: () => Promise.resolve(true),
    passkeys: {
      use: (_, signal) => (state.long ? untilGivenUp(signal) : Promise.resolve({})),
      create: () => Promise.resolve({}),
    },
    closePage: () => {},
    async ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>> {
      asked.push({ method, params })
      if (method in values) return { ok: true, value: values[method] } as Asked<Name>
      const { step, face } = state.answered ?? { step: 'start', face: 'busy' }
      const error = refusalAt(step, face)
      if (error === undefined) return late.to(method)
      if (face === 'expired') records.beginAnew(error)
      return { ok: false, error }
    },
  }
}

/** A browser whose person does nothing. */
function untilGivenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

export function still<Value>(values: readonly Value[]): Records<Value> {
  return { read: () => Promise.resolve([...values]), onChanged: () => () => {} }
}

/** The sign-ins under way; the background makes one that is over begin anew, and says why. */
class Changing implements Records<SigningIn> {
  #now: readonly SigningIn[]
  readonly #listeners = new Set<(values: SigningIn[]) => void>()

  constructor(first: readonly SigningIn[]) {
    this.#now = first
  }

  read = () => Promise.resolve([...this.#now])

  onChanged = (listener: (values: SigningIn[]) => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  beginAnew(problem: SigningIn['problem']): void {
    this.#now = this.#now.map((signingIn) => ({
      ...signingIn,
      turn: signingIn.turn + 1,
      screen: { step: 'start' },
      problem,
    }))
    for (const listener of this.#listeners) listener([...this.#now])
  }
}
