import { sourceOf } from '../../../src/words/catalogue.ts'
import { beginPage } from '../../../src/words/page.ts'
import type { PlainKey } from '../../../src/words/say.ts'
import { catalogues, type Lang } from './catalogues.ts'

/** Begins a page on the stage in the language that its address names: `?lang=de`; English where it names none. */
export function beginStage(title: PlainKey): void {
  const lang = new URLSearchParams(location.search).get('lang') ?? 'en'
  if (isLang(lang)) beginPage(sourceOf(catalogues[lang]), title)
}

export function isLang(lang: string): lang is Lang {
  return Object.hasOwn(catalogues, lang)
}
