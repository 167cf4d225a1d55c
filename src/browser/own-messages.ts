import { browser } from './browser.ts'
import { messages } from './messages.ts'

/** The extension's messages as a page of its own finds them: as the browser gives them, and as their files are. */
export const ownMessages = {
  given: messages,
  /** The browser's language, as in RFC 5646. */
  language: (): string => browser.i18n.getUILanguage(),
  /** What stands in a language's file; `undefined` where there is none. */
  async file(language: string) {
    try {
      const answer = await fetch(`/_locales/${language}/messages.json`)
      return await answer.json()
    } catch {
      return undefined
    }
  },
}
