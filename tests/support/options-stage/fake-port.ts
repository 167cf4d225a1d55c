import type { Asked } from '../../../src/browser/ask.ts'
import type { Method, Params, Value } from '../../../src/contract/messages.ts'
import { signInMethods } from '../../../src/contract/policy.ts'
import type { OptionsPort } from '../../../src/options/options-port.ts'
import { still } from '../sign-in-stage/fake-port.ts'
import type { Answer } from '../popup-stage/states.ts'
import type { State } from './states.ts'

/** Stands in for the browser and the background, which answers as the state says; what is asked is in `globalThis.asked`. */
export function fakePort({ known = {}, presets = [], build, answers = {} }: State): OptionsPort {
  const { stored = [], grants = [], views = [], settings, methods = signInMethods } = known
  const asked: { method: string; params: unknown }[] = []
  Object.assign(globalThis, { asked })
  return {
    profiles: still(stored),
    grants: still(grants),
    views: still(views),
    settings: still(settings === undefined ? [] : [settings]),
    presets,
    methods: still(methods),
    build: { version: '1.2.3', id: 'mophcmpmhijfcmgpeabfgglojbeeclif', sources: '5e8f'.repeat(16), ...build },
    reach: () => Promise.resolve(undefined),
    openLogin: () => Promise.resolve({ state: 'cancelled' }),
    redirectUrl: (poolId) => `https://mophcmpmhijfcmgpeabfgglojbeeclif.chromiumapp.org/${poolId}`,
    copy: () => Promise.resolve(),
    openOwnTab: () => Promise.resolve(),
    ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>> {
      asked.push({ method, params })
      const answer: Answer = answers[method] ?? 'never'
      if (answer === 'never') return new Promise(() => {})
      return Promise.resolve(
        'value' in answer ? { ok: true, value: answer.value as Value<Name> } : { ok: false, error: answer },
      )
    },
  }
}
