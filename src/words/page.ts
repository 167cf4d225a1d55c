import { direction, say, speak, type MessageSource, type PlainKey } from './say.ts'

/** Begins a page: in which language it is, for those who hear it and for what is drawn, and what its tab is called. */
export function beginPage(source: MessageSource, title: PlainKey): void {
  speak(source, navigator.languages)
  const { documentElement: root } = document
  root.lang = say('language')
  root.dir = direction()
  document.title = say(title)
}
