import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sourcesIn } from '../../scripts/extension/sources.ts'

const root = resolve(import.meta.dirname, '../..')

/** Every text that people read, by its path. */
const documents = new Map(
  Object.entries(sourcesIn(root)).flatMap(([name, bytes]): [string, string][] =>
    name.endsWith('.md') ? [[name, new TextDecoder().decode(bytes)]] : [],
  ),
)
const titles = [...documents.keys()]
const textOf = (document: string) => documents.get(document) ?? ''

/** Code shows links that are none. */
const prose = (text: string) => text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '')

/** Links and pictures, written in Markdown or in HTML. */
function linksOf(document: string): string[] {
  const text = prose(textOf(document))
  const found = [
    ...text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g),
    ...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm),
    ...text.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g),
  ]
  return found.map((match) => match[1] ?? '')
}

/** The anchors that GitHub gives a document's headings. */
function anchorsOf(document: string): Set<string> {
  const headings = [
    ...textOf(document)
      .replace(/^```[\s\S]*?^```$/gm, '')
      .matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm),
  ]
  const anchors = new Set<string>()
  for (const [, heading = ''] of headings) {
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase()
    const anchor = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-')
    let name = anchor
    for (let count = 1; anchors.has(name); count++) name = `${anchor}-${count}`
    anchors.add(name)
  }
  return anchors
}

/** What is wrong with a link; undefined where it leads somewhere. */
function deadEnd(document: string, link: string): string | undefined {
  if (/^https?:/.test(link)) return URL.canParse(link) ? undefined : `${link} is no address`
  if (/^[a-z]+:/.test(link)) return `${link} is not for the web`
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? document : relative(root, resolve(root, dirname(document), decodeURI(path)))
  if (!existsSync(join(root, target))) return `${link} is not there`
  if (anchor === undefined || anchorsOf(target).has(anchor)) return undefined
  return `${link} has no such heading`
}

const blocks = titles.flatMap((document) =>
  [...textOf(document).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
    document,
    language,
    code,
  })),
)

function scriptsOf(folder: string): object {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).scripts
}

describe.each(titles)('%s', (document) => {
  test('leads nowhere that is not there', () => {
    expect(linksOf(document).flatMap((link) => deadEnd(document, link) ?? [])).toEqual([])
  })

  test('names scripts of npm that there are', () => {
    const named = [...textOf(document).matchAll(/\bnpm run (?:--silent )?([\w:-]+)(?: -w ([\w/-]+))?/g)]
    const home = existsSync(join(root, dirname(document), 'package.json')) ? dirname(document) : '.'
    const missing = named.filter(([, script = '', place]) => {
      const places = place === undefined ? ['.', home] : [place]
      return !places.some((place) => script in scriptsOf(place))
    })
    expect(missing.map(([said]) => said)).toEqual([])
  })

  test('names commands that are installed', () => {
    const code = blocks.filter((block) => block.document === document).map((block) => block.code)
    const inline = [...textOf(document).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
    const text = [...code, ...inline].join('\n')
    const named = [...text.matchAll(/^npx (?:--\S+ )*([\w-]+)/gm)].map((match) => match[1] ?? '')
    const there = (command: string) =>
      command === 'local-user-pool' || existsSync(join(root, 'node_modules/.bin', command))
    expect(named.filter((command) => !there(command))).toEqual([])
  })
})

describe('the code in the documents', () => {
  test('can be read, where it is JSON', () => {
    const json = blocks.filter(({ language }) => language === 'json')
    // A piece of an object is shown without its braces.
    const whole = (code: string) => (/^\s*"[^"]*":/.test(code) ? `{${code}}` : code)
    for (const { document, code } of json)
      expect(() => JSON.parse(whole(code)), `${document}: ${code}`).not.toThrow()
  })

  test.runIf(existsSync('/bin/bash'))('can be read, where it is for a shell', () => {
    const shell = blocks.filter(({ language }) => language === 'sh')
    expect(shell.length).toBeGreaterThan(5)
    for (const { document, code } of shell)
      expect(() => execFileSync('/bin/bash', ['-n'], { input: code, stdio: 'pipe' }), document).not.toThrow()
  })
})

describe('the documents as a whole', () => {
  test('are all within reach of the start page', () => {
    const start = 'docs/README.md'
    const reached = new Set([start])
    for (const document of reached) {
      for (const link of linksOf(document)) {
        const target = relative(root, resolve(root, dirname(document), link.split('#')[0] ?? ''))
        if (documents.has(target)) reached.add(target)
      }
    }
    expect(titles.filter((name) => !reached.has(name) && !name.startsWith('.changeset/'))).toEqual([])
  })

  test.each(['SECURITY.md', 'ARCHITECTURE.md'])('%s names files that there are', (document) => {
    const named = [...textOf(document).matchAll(/`((?:src|tests|scripts|packages|public|docs)\/[\w./-]+)`/g)]
    const files = new Set(named.map((match) => match[1] ?? ''))
    expect(files.size).toBeGreaterThan(20)
    expect([...files].filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  test('SECURITY.md names a test or a check for each requirement, and numbers none twice', () => {
    const rows = [...textOf('SECURITY.md').matchAll(/^\| (A\d+) \| (.+?) \| (.+?) \|$/gm)]
    const numbers = rows.map((match) => match[1])
    expect(numbers.length).toBeGreaterThan(40)
    expect(new Set(numbers).size).toBe(numbers.length)
    const bare = rows.filter(
      ([, , , held = '']) => !/`(tests|packages\/[\w-]+\/tests)[/`]|`npm run|the same/.test(held),
    )
    expect(bare.map((match) => match[1])).toEqual([])
  })

  test('ARCHITECTURE.md answers where things are', () => {
    const table = textOf('ARCHITECTURE.md').split('## Where is …?')[1]?.split('\n## ')[0] ?? ''
    const rows = [...table.matchAll(/^\| (?!question|-)([^|]+) \| ([^|]+) \|$/gm)]
    expect(rows.length).toBeGreaterThan(15)
    for (const [, question = '', answer = ''] of rows) expect(answer, question).toMatch(/`[\w./-]+`/)
  })
})
