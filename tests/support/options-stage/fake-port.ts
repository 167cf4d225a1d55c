import type { Asked } from '../../../src/browser/ask.ts'
import type { Records } from '../../../src/browser/records.ts'
import { theme } from '../../../src/browser/theme.ts'
import type { Grant } from '../../../src/contract/grant.ts'
import type { Method, Params, Value } from '../../../src/contract/messages.ts'
import { signInMethods } from '../../../src/contract/policy.ts'
import type { OptionsPort } from '../../../src/options/options-port.ts'
import type { Answer } from '../popup-stage/states.ts'
import { still } from '../sign-in-stage/fake-port.ts'
import type { State } from './states.ts'

/** Stands in for the browser and the background, which answers as the state says; what is asked is in `globalThis.asked`. */
export function fakePort(state: State): OptionsPort {
  const { known = {}, presets = [], build, answers = {} } = state
  const { stored = [], views = [], settings, methods = signInMethods, policy, managed = [] } = known
  const { language = 'browser' } = known
  const grants = new ChangingGrants(known.grants ?? [])
  const asked: { method: string; params: unknown }[] = []
  const copied: string[] = []
  Object.assign(globalThis, { asked, copied })
  return {
    profiles: still(stored),
    grants,
    views: still(views),
    settings: still(settings === undefined ? [] : [settings]),
    presets,
    methods: still(methods),
    policies: still(policy === undefined ? [] : [policy]),
    managed: still(managed),
    build: { version: '1.2.3', id: 'mophcmpmhijfcmgpeabfgglojbeeclif', sources: '5e8f'.repeat(16), ...build },
    theme,
    language: {
      read: () => Promise.resolve(language),
      choose: () => Promise.resolve(),
      onChanged: () => () => {},
    },
    notifications: {
      allowed: () => Promise.resolve(false),
      request: () => Promise.resolve(state.notifies === true),
      giveBack: () => Promise.resolve(true),
      onChanged: () => () => {},
    },
    shortcuts: {
      showClaims: () => Promise.resolve(state.key ?? 'Alt+Shift+C'),
      change: () => Promise.resolve(),
    },
    reach: () => Promise.resolve(undefined),
    openLogin: () => Promise.resolve({ state: 'cancelled' }),
    redirectUrl: (poolId) => `https://mophcmpmhijfcmgpeabfgglojbeeclif.chromiumapp.org/${poolId}`,
    copy: async (text) => void copied.push(text),
    openOwnTab: () => Promise.resolve(),
    ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>> {
      asked.push({ method, params })
      const answer: Answer = answers[method] ?? 'never'
      if (answer === 'never') return new Promise(() => {})
      if (!('value' in answer)) return Promise.resolve({ ok: false, error: answer })
      if ('origin' in params) grants.remove(params.origin)
      return Promise.resolve({ ok: true, value: answer.value as Value<Name> })
    },
  }
}

/** What sites have; what is taken back goes. */
class ChangingGrants implements Records<Grant> {
  #now: readonly Grant[]
  readonly #listeners = new Set<(grants: Grant[]) => void>()

  constructor(first: readonly Grant[]) {
    this.#now = first
  }

  read = () => Promise.resolve([...this.#now])

  onChanged = (listener: (grants: Grant[]) => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  remove(origin: unknown): void {
    this.#now = this.#now.filter((grant) => grant.origin !== origin)
    for (const listener of this.#listeners) listener([...this.#now])
  }
}
