import { sourceOf } from '../../../src/words/catalogue.ts'
import { catalogues } from '../words/catalogues.ts'
import { isLang } from '../words/stage-words.ts'
import { sessions } from './states.ts'

type Listener = (message: unknown, sender: { id: string }) => void

/**
 * The extension's side of a content script, as far as the panel needs it, on an ordinary page; and shadow
 * roots that can be looked into, which the panel's own cannot.
 */
const listeners = new Set<Listener>()
const runtime = {
  id: 'stage',
  onMessage: {
    addListener: (listener: Listener) => void listeners.add(listener),
    removeListener: (listener: Listener) => void listeners.delete(listener),
  },
}
const heard: string[] = []
for (const type of ['keydown', 'keyup', 'input', 'click']) {
  document.addEventListener(type, () => heard.push(type))
}

const modes: string[] = []
const attachShadow: Element['attachShadow'] = Reflect.get(Element.prototype, 'attachShadow')
Element.prototype.attachShadow = function openly(init) {
  modes.push(init.mode)
  return attachShadow.call(this, { ...init, mode: 'open' })
}

const named = new URLSearchParams(location.search).get('lang') ?? 'en'
const catalogue = catalogues[isLang(named) ? named : 'en']
let times = 0
const stage = {
  heard,
  modes,
  runtime,
  listening: () => listeners.size,
  /** Runs the content script, as `scripting.executeScript` does: each time anew. */
  inject: async () => void (await import(/* @vite-ignore */ `/panel.iife.js?${times++}`)),
  push(name: string) {
    for (const listener of listeners)
      listener({ v: 1, panel: 'claims', session: sessions[name] }, { id: 'stage' })
  },
}
Object.assign(globalThis, { browser: { runtime, i18n: { getMessage: sourceOf(catalogue) } }, stage })
document.documentElement.dataset['ready'] = 'true'
