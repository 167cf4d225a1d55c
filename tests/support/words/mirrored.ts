import type { Catalogue } from '../../../src/words/catalogue.ts'

const LATIN = 'abcdefghijklmnopqrstuvwxyz'
const HEBREW = 'אבגדהוזחטיכלמנסעפצקרשתםןףץ'

/** A text in letters that are written from right to left, a third longer than it was, as translations are. */
export function mirror(text: string): string {
  const letters = text.toLowerCase().replace(/[a-z]/g, (letter) => HEBREW.charAt(LATIN.indexOf(letter)))
  const words = text.split(' ').length
  return letters + ' ץתרק'.repeat(Math.floor(words / 3))
}

/**
 * The language that nobody speaks: it shows where words are missing from the messages, and where a page does not turn
 * round. It is called Hebrew, so that dates and numbers turn round too.
 */
export function mirrored(catalogue: Catalogue): Catalogue {
  const entries = Object.entries(catalogue).map(([name, entry]) => {
    const parts = entry.message.split(/(\$\w+\$)/)
    const message = parts.map((part, index) => (index % 2 === 1 ? part : mirrorPart(part))).join('')
    return namesIn(name).map((form) => [form, { ...entry, message }] as const)
  })
  return {
    ...Object.fromEntries(entries.flat()),
    language: { message: 'he' },
    direction: { message: 'rtl' },
  }
}

/** Hebrew has a form for two of a thing, which English has not. */
const namesIn = (name: string) => (name.endsWith('_other') ? [name, name.replace(/other$/, 'two')] : [name])

const mirrorPart = (part: string) => (part.trim() === '' ? part : mirror(part))
