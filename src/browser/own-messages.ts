import type { OwnMessages } from '../words/page.ts'
import { browser } from './browser.ts'
import { chosenWords, LANGUAGE, wordsIn } from './chosen-words.ts'
import { messages } from './messages.ts'

/** The extension's messages as a page of its own finds them. */
export const ownMessages: OwnMessages = {
  given: messages,
  chosen: chosenWords,
  language: () => browser.i18n.getUILanguage(),
  file: wordsIn,
  onChosen: (listener) => {
    const changed = (changes: Record<string, unknown>) => LANGUAGE in changes && listener()
    browser.storage.local.onChanged.addListener(changed)
    return () => browser.storage.local.onChanged.removeListener(changed)
  },
}
