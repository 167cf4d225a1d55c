/** A string, or a list of strings, under a name. */
export type Pairs = ReadonlyMap<string, string | readonly string[]>

/** Strings of the three kinds, names, the marks that matter, and comments, which are passed over. */
const TOKENS =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\$]|\\.)*)`|([\p{L}_$][\p{L}\p{N}_$]*)|([:,[\]{}])/gu

interface Token {
  kind: 'text' | 'name' | 'mark'
  text: string
}

/**
 * The strings of an object, JSON or JavaScript, by their names, however deep they stand. The text is read and
 * never run: what is computed in it is not there. Of two strings of one name the first counts.
 *
 * @example pairsIn("Amplify.configure({ Auth: { userPoolId: 'eu-west-1_a' } })").get('userPoolId') // 'eu-west-1_a'
 */
export function pairsIn(source: string): Pairs {
  const tokens = tokensOf(source)
  const pairs = new Map<string, string | readonly string[]>()
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind === 'mark' || !isMark(tokens[at + 1], ':') || pairs.has(text)) continue
    const value = valueAt(tokens, at + 2)
    if (value !== undefined) pairs.set(text, value)
  }
  return pairs
}

function tokensOf(source: string): Token[] {
  return [...source.matchAll(TOKENS)].flatMap(([, double, single, back, name, mark]): Token[] => {
    const text = double ?? single ?? back
    if (text !== undefined) return [{ kind: 'text', text: text.replaceAll(/\\(.)/g, '$1') }]
    if (name !== undefined) return [{ kind: 'name', text: name }]
    return mark === undefined ? [] : [{ kind: 'mark', text: mark }]
  })
}

function valueAt(tokens: readonly Token[], at: number): string | readonly string[] | undefined {
  const first = tokens[at]
  if (first?.kind === 'text') return first.text
  if (!isMark(first, '[')) return undefined
  const end = tokens.findIndex((token, index) => index > at && isMark(token, ']'))
  const inside = tokens.slice(at + 1, end === -1 ? undefined : end)
  return inside.filter(({ kind }) => kind === 'text').map(({ text }) => text)
}

function isMark(token: Token | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark
}
