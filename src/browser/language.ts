import { languages, type Language } from '../contract/language.ts'
import { browser } from './browser.ts'
import { LANGUAGE } from './chosen-words.ts'
import { ownMessages } from './own-messages.ts'

/** Lies in `storage.local`, where the background finds it too; what pages draw is read from there anyway. */
export const language = {
  async read(): Promise<Language> {
    const { [LANGUAGE]: stored } = await browser.storage.local.get(LANGUAGE)
    return languages.find((language) => language === stored) ?? 'browser'
  },
  choose: (language: Language): Promise<void> =>
    language === 'browser'
      ? browser.storage.local.remove(LANGUAGE)
      : browser.storage.local.set({ [LANGUAGE]: language }),
  /** Calls back when another was chosen, on whichever page. Returns what stops it. */
  onChanged: (listener: (language: Language) => void): (() => void) =>
    ownMessages.onChosen(() => void language.read().then(listener)),
}
