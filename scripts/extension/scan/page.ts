import { leadsOut } from './script.ts'
import { piece, type Found, type Rule } from './finding.ts'

const TAG = /<([a-z][\w-]*)\b([^>]*)>/gi
const ATTRIBUTE = /([^\s"'=>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g

const INLINE: Rule = 'no script in the page'

/** Elements that run, show or move what they point at. */
const LOADING: Readonly<Record<string, Rule>> = {
  script: 'no script from elsewhere',
  link: 'nothing loaded from elsewhere',
  iframe: 'nothing loaded from elsewhere',
  object: 'nothing loaded from elsewhere',
  embed: 'nothing loaded from elsewhere',
  base: 'nothing loaded from elsewhere',
}

/** What a page holds that runs code which is not in the package. */
export function inPage(html: string): Found[] {
  return [...html.matchAll(TAG)].flatMap((tag) => {
    const [whole, element = '', inside = ''] = tag
    const name = element.toLowerCase()
    const attributes = [...inside.matchAll(ATTRIBUTE)].map(([, key = '', ...values]): [string, string] => [
      key.toLowerCase(),
      values.find((value) => value) ?? '',
    ])
    const end = (tag.index ?? 0) + whole.length
    const rules: Rule[] = [
      ...attributes.flatMap((attribute) => brokenBy(name, attribute)),
      ...(name === 'script' && !/^\s*<\/script/i.test(html.slice(end)) ? [INLINE] : []),
    ]
    return rules.map((rule) => ({ rule, snippet: piece(html, tag.index ?? 0, end) }))
  })
}

function brokenBy(element: string, [key, value]: [string, string]): Rule[] {
  if (key.startsWith('on')) return [INLINE]
  if (key === 'srcdoc') return [INLINE]
  if (/^\s*javascript:/i.test(value)) return [INLINE]
  const rule = LOADING[element]
  const points = ['src', 'href', 'data'].includes(key)
  return rule !== undefined && points && leadsOut(value) ? [rule] : []
}

/** What a style sheet loads that is not in the package. A picture in the sheet itself is. */
export function inStyle(css: string): Found[] {
  const loads = /(?:@import\s+(?:url\(\s*)?|url\(\s*)["']?([^"')\s]+)/gi
  return [...css.matchAll(loads)].flatMap((match) => {
    const [whole, address = ''] = match
    if (!leadsOut(address) || /^data:image\//i.test(address)) return []
    const end = (match.index ?? 0) + whole.length
    return [{ rule: 'nothing loaded from elsewhere', snippet: piece(css, match.index ?? 0, end) }]
  })
}
