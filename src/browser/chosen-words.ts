import type { Catalogue } from '../words/catalogue.ts'
import { browser } from './browser.ts'

/** Where the language stands that the person chose; absent: as the browser. */
export const LANGUAGE = 'language'

/** What stands in a language's file; `undefined` where there is none. */
export function wordsIn(language: string): Promise<Catalogue | undefined> {
  return fetch(`/_locales/${language}/messages.json`).then(
    (answer) => answer.json(),
    () => undefined,
  )
}

/** The messages in the language that the person chose; `undefined` where they chose none. */
export async function chosenWords(): Promise<Catalogue | undefined> {
  const { [LANGUAGE]: language } = await browser.storage.local.get(LANGUAGE)
  return typeof language === 'string' ? wordsIn(language) : undefined
}
