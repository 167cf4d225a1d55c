import { sourceOf } from '../../../src/words/catalogue.ts'
import { beginPage, drawPage } from '../../../src/words/page.ts'
import type { MessageSource, PlainKey } from '../../../src/words/say.ts'
import { loading } from '../loading.ts'
import { catalogues, type Lang } from './catalogues.ts'

/**
 * Begins a page on the stage in the language that its address names: `?lang=de`; English where it names none. Where
 * its state is one of `loading`, what it draws from does not come before somebody calls `read()`, and false is returned.
 */
export function beginStage(title: PlainKey): boolean {
  const query = new URLSearchParams(location.search)
  const lang = query.get('lang') ?? 'en'
  if (!isLang(lang)) return false
  const given = sourceOf(catalogues[lang])
  const draws = loading[query.get('state') ?? ''] === undefined
  if (draws) beginPage(given, title)
  else beginLoading(given, title)
  return draws
}

function beginLoading(given: MessageSource, title: PlainKey): void {
  const reading = new Promise<void>((resolve) => Object.assign(globalThis, { read: resolve }))
  const none = () => Promise.resolve(undefined)
  const own = { given, chosen: none, file: none, language: () => 'en', onChosen: () => () => {} }
  void drawPage(own, title, reading, (_, root) => (root.textContent = document.title))
  document.documentElement.dataset['ready'] = 'true'
}

export function isLang(lang: string): lang is Lang {
  return Object.hasOwn(catalogues, lang)
}
