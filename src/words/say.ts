import type english from '../../public/_locales/en/messages.json'

/**
 * Where messages come from, as `browser.i18n.getMessage` gives them: by name, which does not tell capital letters
 * apart, with the values of its placeholders by number. Empty where there is none of that name.
 */
export type MessageSource = (name: string, values: readonly string[]) => string

type Messages = typeof english
export type MessageKey = keyof Messages

/** A message whose sentence has no place for a value. */
export type PlainKey = {
  [Key in MessageKey]: Messages[Key] extends { placeholders: object } ? never : Key
}[MessageKey]

type Names<Key extends MessageKey> = Key extends MessageKey
  ? Messages[Key] extends { placeholders: infer Named }
    ? keyof Named & string
    : never
  : never

/** The values of a message's placeholders by their names; none where it has none. */
type Values<Key extends MessageKey, Value> = [Key] extends [PlainKey]
  ? []
  : [values: Readonly<Record<Names<Key>, Value>>]

/** Messages that come in the forms that numbers ask for, by what their names have in common. */
type CountedKey = MessageKey extends infer Key ? (Key extends `${infer Base}_other` ? Base : never) : never

const spoken: { source: MessageSource; locale: string } = { source: () => '', locale: 'en' }

/**
 * Decides what is spoken from now on; called before anything is drawn, and again before all is drawn anew in the
 * language that the person chose.
 *
 * @param languages what the person reads, the first first: of these the dates and numbers are, where it is the
 * language of the messages, so that a British date stays British, and no sentence speaks two languages
 */
export function speak(source: MessageSource, languages: readonly string[]): void {
  const language = source('language', [])
  const regional = languages.find((one) => one.split('-')[0] === language)
  Object.assign(spoken, { source, locale: regional ?? language })
}

/** The locale of the dates, numbers and lists that go with the words. */
export function locale(): string {
  return spoken.locale
}

/** In which direction the words are written. */
export function direction(): 'ltr' | 'rtl' {
  return say('direction') === 'rtl' ? 'rtl' : 'ltr'
}

/**
 * A message in the language that is spoken.
 *
 * @example say('signInWith', { host: 'login.example.com' }) // 'Sign in with login.example.com'
 */
export function say<Key extends MessageKey>(key: Key, ...[values]: Values<Key, string>): string {
  return spoken.source(key, inOrder(values))
}

/** The message of a name that is known only now; empty where there is none. */
export function sayIfKnown(name: string): string {
  return spoken.source(name, [])
}

/**
 * A message in the form that a number asks for, with the number in it.
 *
 * @example sayCount('givenClaims', 2) // '2 claims'
 */
export function sayCount(base: CountedKey, count: number): string {
  const form = new Intl.PluralRules(spoken.locale).select(count)
  return spoken.source(`${base}_${form}`, [number(count)])
}

/** From here on, characters that Unicode leaves to whoever uses them stand for values: no message has them. */
const MARKS = 0xe000

/**
 * A message with more than text in its places: its pieces, in the order that the translator gave them.
 *
 * @example pieces('signedInAs', { name: <ShownText text={name} /> })
 */
export function pieces<Key extends MessageKey, Value>(
  key: Key,
  ...[values]: Values<Key, Value | string>
): (string | Value)[] {
  const ordered = inOrder<Value | string>(values)
  const marks = ordered.map((_, index) => String.fromCharCode(MARKS + index))
  const parts = spoken.source(key, marks).split(/([\ue000-\ue008])/)
  return parts.map((part) => ordered[part.charCodeAt(0) - MARKS] ?? part)
}

/** Browsers know placeholders by number. They are numbered in the order of their names, in every language. */
function inOrder<Value>(values: Readonly<Record<string, Value>> = {}): Value[] {
  return Object.entries(values)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, value]) => value)
}

/** A number as the language writes it. */
export function number(value: number): string {
  return new Intl.NumberFormat(spoken.locale).format(value)
}

/** Several things as one part of a sentence. */
export function list(things: readonly string[]): string {
  return new Intl.ListFormat(spoken.locale).format(things)
}
