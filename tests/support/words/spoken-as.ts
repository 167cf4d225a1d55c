import { catalogues, type Lang } from './catalogues.ts'

/** Finds what the pages say, by the English words of it. */
export type Spoken = (english: string) => RegExp

/**
 * What stands on a page in a language where English has these words, so that one who clicks through a page need not
 * know its language. Several messages may say the same in English: any of them. What no message says, a claim's name,
 * stays what it is.
 *
 * @example spokenAs('de')('Sign out') // /^\s*(?:Abmelden)\s*$/
 */
export function spokenAs(lang: Lang): Spoken {
  const messages: Messages = catalogues[lang]
  return (english) => {
    const texts = Object.entries<{ message: string }>(catalogues.en).flatMap(([name, { message }]) => {
      const values = valuesIn(message, english)
      const said = messages[name]?.message
      return values === undefined || said === undefined ? [] : [filled(said, values)]
    })
    const all = texts.length === 0 ? [english] : [...new Set(texts)]
    return new RegExp(String.raw`^\s*(?:${all.map(escaped).join('|')})\s*$`)
  }
}

type Messages = Readonly<Record<string, { message: string } | undefined>>

/** What stands in the places of a message that says this; undefined where it says something else. */
function valuesIn(message: string, text: string): ReadonlyMap<string, string> | undefined {
  if (!message.includes('$')) return message === text ? new Map() : undefined
  const parts = message.split(/\$(\w+)\$/)
  const names = parts.filter((_, index) => index % 2 === 1)
  const pattern = parts.map((part, index) => (index % 2 === 1 ? '(.+)' : escaped(part))).join('')
  // A message that is nothing but places says anything.
  if (parts.every((part, index) => index % 2 === 1 || part.trim() === '')) return undefined
  const found = new RegExp(`^${pattern}$`).exec(text)
  return found === null
    ? undefined
    : new Map(names.map((name, at) => [name.toLowerCase(), found[at + 1] ?? '']))
}

function filled(message: string, values: ReadonlyMap<string, string>): string {
  return message.replace(/\$(\w+)\$/g, (_, name: string) => values.get(name.toLowerCase()) ?? '')
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
