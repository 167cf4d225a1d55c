import type { MessageSource } from './say.ts'

/** A file of messages, as WebExtensions have them: https://developer.chrome.com/docs/extensions/reference/api/i18n */
export type Catalogue = Readonly<
  Record<string, { message: string; placeholders?: Readonly<Record<string, { content: string }>> }>
>

/**
 * Reads messages as browsers do. Names of messages and of placeholders do not tell capital letters apart, and what is
 * put in is not looked through again.
 */
export function sourceOf(catalogue: Catalogue): MessageSource {
  const byName = new Map(Object.entries(catalogue).map(([name, entry]) => [name.toLowerCase(), entry]))
  return (name, values) => {
    const { message = '', placeholders = {} } = byName.get(name.toLowerCase()) ?? {}
    return message.replace(/\$(\w+)\$/g, (_, named: string) => {
      const number = Number(placeholders[named.toLowerCase()]?.content.slice(1))
      return values[number - 1] ?? ''
    })
  }
}
