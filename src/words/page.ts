import { sourceOf, type Catalogue } from './catalogue.ts'
import { direction, say, speak, type MessageSource, type PlainKey } from './say.ts'

/** Where a page of the extension finds its messages. */
export interface OwnMessages {
  /** As the browser gives them. */
  given: MessageSource
  /** The browser's language, as in RFC 5646. */
  language: () => string
  /** A language's file, as it was built; `undefined` where there is none. */
  file: (language: string) => Promise<Catalogue | undefined>
}

/** Begins a page of the extension in the browser's language, or in English. */
export async function beginOwnPage(own: OwnMessages, title: PlainKey): Promise<void> {
  beginPage(await sourceIn(own), title)
}

/** Begins a page: in which language it is, for those who hear it and for what is drawn, and what its tab is called. */
export function beginPage(source: MessageSource, title: PlainKey): void {
  speak(source, navigator.languages)
  const { documentElement: root } = document
  root.lang = say('language')
  root.dir = direction()
  document.title = say(title)
}

/**
 * Chromium reads the messages once in the life of a process, with the first page that asks; where that page is closed
 * at the same moment they stay empty until the browser is started anew. Then they are read from their file.
 */
async function sourceIn({ given, language, file }: OwnMessages): Promise<MessageSource> {
  if (given('language', []) !== '') return given
  const [spoken = 'en'] = language().split('-')
  return sourceOf((await file(spoken)) ?? (await file('en')) ?? {})
}
