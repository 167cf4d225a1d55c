import type { Asked } from '../../../src/browser/ask.ts'
import type { Records } from '../../../src/browser/records.ts'
import { theme } from '../../../src/browser/theme.ts'
import type { ActivityEntry, ActivityRecord } from '../../../src/contract/activity.ts'
import type { Grant } from '../../../src/contract/grant.ts'
import type { Method, Params, Value } from '../../../src/contract/messages.ts'
import { signInMethods } from '../../../src/contract/policy.ts'
import type { OptionsPort } from '../../../src/options/options-port.ts'
import type { Answer } from '../popup-stage/states.ts'
import { still } from '../sign-in-stage/fake-port.ts'
import type { State } from './states.ts'

const NEVER = new Promise<never>(() => {})
const REFUSAL = { code: 'internal', message: 'The extension could not answer.' } as const

/** Stands in for the browser and the background, which answers as the state says; what is asked is in `globalThis.asked`. */
export function fakePort(state: State): OptionsPort {
  const { known = {}, presets = [], build, answers = {} } = state
  const { stored = [], views = [], settings, methods = signInMethods, policy, managed = [] } = known
  const { language = 'browser' } = known
  const grants = new Changing<Grant>(known.grants ?? [])
  const activity = new Changing(recordsOf(state.happened ?? []))
  const asked: { method: string; params: unknown }[] = []
  const copied: string[] = []
  const saved: { name: string; text: string }[] = []
  const happens = (entry: ActivityEntry) =>
    activity.change((records) => [...records, [`activity:${records.length + 1}`, recordOf([entry])]])
  Object.assign(globalThis, { asked, copied, saved, happens })
  return {
    profiles: still(stored),
    grants,
    views: still(views),
    settings: still(settings === undefined ? [] : [settings]),
    presets,
    methods: still(methods),
    policies: still(policy === undefined ? [] : [policy]),
    managed: still(managed),
    activity: state.unread ? { read: () => NEVER, onChanged: activity.onChanged } : activity,
    save: (name, text) => void saved.push({ name, text }),
    build: { version: '1.2.3', id: 'mophcmpmhijfcmgpeabfgglojbeeclif', sources: '5e8f'.repeat(16), ...build },
    theme,
    language: {
      read: () => Promise.resolve(language),
      choose: (name) => {
        if (state.long) return NEVER
        return name === state.refuses ? Promise.reject(new Error('The disk is full.')) : Promise.resolve()
      },
      onChanged: () => () => {},
    },
    notifications: {
      allowed: () => Promise.resolve(false),
      request: () => (state.long ? NEVER : Promise.resolve(state.notifies === true)),
      giveBack: () => Promise.resolve(true),
      onChanged: () => () => {},
    },
    shortcuts: {
      showClaims: () => Promise.resolve(state.key ?? 'Alt+Shift+C'),
      change: () => Promise.resolve(),
    },
    reach: () => {
      if (!state.slow) return state.long ? NEVER : Promise.resolve(undefined)
      return new Promise((resolve) => Object.assign(globalThis, { reach: () => resolve(undefined) }))
    },
    openLogin: () => Promise.resolve({ state: 'cancelled' }),
    redirectUrl: (poolId) => `https://mophcmpmhijfcmgpeabfgglojbeeclif.chromiumapp.org/${poolId}`,
    copy: async (text) => void copied.push(text),
    openOwnTab: () => Promise.resolve(),
    ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>> {
      asked.push({ method, params })
      const isRefused = state.refuses !== undefined && JSON.stringify(params).includes(state.refuses)
      if (isRefused) return Promise.resolve({ ok: false, error: REFUSAL })
      const answer: Answer = answers[method] ?? 'never'
      if (answer === 'never') return new Promise(() => {})
      if (!('value' in answer)) return Promise.resolve({ ok: false, error: answer })
      if ('origin' in params) grants.change((all) => all.filter(({ origin }) => origin !== params.origin))
      if (method === 'clearActivity') activity.change(() => [])
      return Promise.resolve({ ok: true, value: answer.value as Value<Name> })
    },
  }
}

/** Records that change under the page. */
class Changing<Value> implements Records<Value> {
  #now: readonly Value[]
  readonly #listeners = new Set<(values: Value[]) => void>()

  constructor(first: readonly Value[]) {
    this.#now = first
  }

  read = () => Promise.resolve([...this.#now])

  onChanged = (listener: (values: Value[]) => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  change(changed: (values: readonly Value[]) => readonly Value[]): void {
    this.#now = changed(this.#now)
    for (const listener of this.#listeners) listener([...this.#now])
  }
}

/** As many entries in a record as the background puts there. */
const PER_RECORD = 100

function recordsOf(entries: readonly ActivityEntry[]): [string, ActivityRecord][] {
  const count = Math.ceil(entries.length / PER_RECORD)
  return Array.from({ length: count }, (_, at) => [
    `activity:${at + 1}`,
    recordOf(entries.slice(at * PER_RECORD, (at + 1) * PER_RECORD)),
  ])
}

function recordOf(entries: readonly ActivityEntry[]): ActivityRecord {
  return { version: 1, entries }
}
