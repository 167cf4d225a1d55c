import type { Asked } from '../../../src/browser/ask.ts'
import type { Records } from '../../../src/browser/records.ts'
import type { Method, Params, Value } from '../../../src/contract/messages.ts'
import type { PopupPort } from '../../../src/popup/popup-port.ts'
import { LateAnswers } from '../late-answers.ts'
import type { Answer, State } from './states.ts'

/** Stands in for storage and the background. What was asked can be read in `asked`. */
export function fakePort(state: State): PopupPort & { asked: { method: string; params: unknown }[] } {
  const { views = [], profiles = [], grants = [], settings, signingIns = [], tab, policy } = state.stored
  const late = new LateAnswers()
  const copied: string[] = []
  Object.assign(globalThis, { copied })
  const asked: { method: string; params: unknown }[] = []
  return {
    asked,
    views: still(views),
    profiles: still(profiles),
    grants: still(grants),
    settings: still(settings === undefined ? [] : [settings]),
    signingIns: still(signingIns),
    openSignInPage: () => Promise.resolve(),
    copy: async (text) => void copied.push(text),
    presets: [],
    policies: still(policy === undefined ? [] : [policy]),
    activeTab: () => Promise.resolve(tab),
    holdsHost: () => Promise.resolve(false),
    requestHost: () => Promise.resolve(true),
    openOwnTab: () => Promise.resolve(),
    ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>> {
      asked.push({ method, params })
      const answers: Partial<Record<string, Answer>> = state.answers ?? {}
      const answer = answers[method] ?? 'never'
      if (answer === 'never') return late.to(method)
      return Promise.resolve(
        'value' in answer ? { ok: true, value: answer.value as Value<Name> } : { ok: false, error: answer },
      )
    },
  }
}

function still<Value>(values: readonly Value[]): Records<Value> {
  return { read: () => Promise.resolve([...values]), onChanged: () => () => {} }
}
