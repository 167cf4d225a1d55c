import { sourceOf, type Catalogue } from './catalogue.ts'
import { direction, say, speak, type MessageSource, type PlainKey } from './say.ts'

/** Where a page of the extension finds its messages. */
export interface OwnMessages {
  /** As the browser gives them. */
  given: MessageSource
  /** In the language that the person chose; `undefined` where they chose none. */
  chosen: () => Promise<Catalogue | undefined>
  /** Calls back when another was chosen. Returns what stops it. */
  onChosen: (listener: () => void) => () => void
  /** The browser's language, as in RFC 5646. */
  language: () => string
  /** A language's file, as it was built; `undefined` where there is none. */
  file: (language: string) => Promise<Catalogue | undefined>
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
 * Begins and draws a page of the extension once its words are there and what it draws from is read; and anew when the
 * person chooses another language, with whatever they typed left as it is. Until then it says that it loads.
 */
export async function drawPage<Read>(
  own: OwnMessages,
  title: PlainKey,
  reading: Promise<Read>,
  draw: (read: Read, root: Element) => void,
): Promise<void> {
  const root = document.querySelector('#app')
  const loading = loadingIn(own.given)
  root?.replaceWith(loading)
  let last = 0
  const begin = async () => {
    const turn = ++last
    const [source, read] = await Promise.all([sourceIn(own), reading])
    if (root === null || turn !== last) return
    beginPage(source, title)
    loading.replaceWith(root)
    draw(read, root)
  }
  own.onChosen(() => void begin())
  await begin()
}

/**
 * Says that the page loads, and at last how to load it anew. Its styles show each when it is time, and mostly it is
 * gone before. In the browser's language: which one was chosen is not read yet.
 */
function loadingIn(given: MessageSource): HTMLElement {
  const place = document.createElement('main')
  place.className = 'loading'
  place.ariaLive = 'polite'
  place.lang = given('language', [])
  place.dir = given('direction', [])
  const title = document.createElement('h1')
  title.textContent = given('loading', [])
  const again = document.createElement('button')
  again.textContent = given('loadAgain', [])
  again.addEventListener('click', () => location.reload())
  place.append(title, again)
  return place
}

/**
 * Chromium reads the messages once in the life of a process, with the first page that asks; where that page is closed
 * at the same moment they stay empty until the browser is started anew. Then they are read from their file.
 */
async function sourceIn({ given, chosen, language, file }: OwnMessages): Promise<MessageSource> {
  const words = await chosen()
  if (words !== undefined) return sourceOf(words)
  if (given('language', []) !== '') return given
  const [spoken = 'en'] = language().split('-')
  return sourceOf((await file(spoken)) ?? (await file('en')) ?? {})
}
