import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { policyKeys } from '../../src/contract/policy-keys.ts'
import { policyFrom } from '../../src/contract/read-policy.ts'

const root = resolve(import.meta.dirname, '../..')
const out = join(root, 'test-results/docs')
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')

const documents = [
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  'README.md',
  'packages/page-sdk/README.md',
  'packages/cognito-session/README.md',
  'packages/local-user-pool/README.md',
]

interface Block {
  /** Where it stands, for whoever has to mend it. */
  place: string
  language: string
  code: string
}

function blocksOf(document: string): Block[] {
  const text = readFileSync(join(root, document), 'utf8')
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    place: `${document}:${text.slice(0, match.index).split('\n').length}`,
    language: match[1] ?? '',
    code: match[2] ?? '',
  }))
}

/** What of a text for a browser is the extension's own policy. */
function policiesIn(written: unknown): Record<string, unknown>[] {
  if (typeof written !== 'object' || written === null) return []
  const isPolicy = Object.keys(written).some((key) => Object.hasOwn(policyKeys, key))
  return isPolicy ? [{ ...written }] : Object.values(written).flatMap(policiesIn)
}

/** What a page of the web has and no library's types say. */
const page = `
interface AskedExtension {
  (extensionId: string, question: object, answered: (answer: unknown) => void): void
  (extensionId: string, question: object): Promise<any>
  (question: object): Promise<any>
}
type Heard = (message: any, sender: { id?: string }, answer: (answer: object) => void) => true | void
declare const chrome: {
  runtime: {
    id: string
    sendMessage: AskedExtension
    lastError?: { message?: string }
    onMessage: { addListener(listener: Heard): void }
  }
  storage: {
    session: {
      get(key: string): Promise<Record<string, any>>
      set(items: object): Promise<void>
      remove(key: string): Promise<void>
    }
  }
  alarms: {
    create(name: string, info: { when: number }): Promise<void>
    onAlarm: { addListener(listener: () => Promise<void>): void }
  }
}
`

/** Compiles the blocks of some languages, each as a module of its own; gives the compiler's complaints. */
async function complaints(languages: readonly string[], options: object): Promise<string[]> {
  const folder = join(out, languages.join('-'))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const places = new Map<string, string>()
  for (const { place, language, code } of documents.flatMap(blocksOf)) {
    if (!languages.includes(language)) continue
    const name = `${place.replace(/\W+/g, '-')}.${language}`
    places.set(name, place)
    writeFileSync(join(folder, name), /^(import|export) /m.test(code) ? code : `${code}\nexport {}\n`)
  }
  writeFileSync(join(folder, 'page.d.ts'), page)
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.base.json'),
      compilerOptions: {
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        types: ['node'],
        jsx: 'react-jsx',
        jsxImportSource: 'react',
        // A block shows a piece; what is done with it stands in the author's program.
        noUnusedLocals: false,
        ...options,
      },
      include: ['.'],
    }),
  )
  expect(places.size).toBeGreaterThan(0)
  const said = await promisify(execFile)(process.execPath, [
    compiler,
    '-p',
    folder,
    '--pretty',
    'false',
  ]).then(
    () => '',
    (error: { stdout: string }) => error.stdout,
  )
  return said
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^.*?([\w-]+\.\w+)(?=\()/, (_, name: string) => places.get(name) ?? name))
}

describe('the code in the documents', () => {
  beforeAll(() => rmSync(out, { recursive: true, force: true }))

  test('compiles, where it is TypeScript', { timeout: 60_000 }, async () => {
    expect(await complaints(['ts', 'tsx'], {})).toEqual([])
  })

  test('compiles, where it is JavaScript', { timeout: 60_000 }, async () => {
    const options = {
      allowJs: true,
      checkJs: true,
      noImplicitAny: false,
      strictNullChecks: false,
      exactOptionalPropertyTypes: false,
    }
    expect(await complaints(['js'], options)).toEqual([])
  })

  const policies = blocksOf('docs/operators.md')
    .filter(({ language }) => language === 'json')
    .flatMap(({ place, code }) => policiesIn(JSON.parse(code)).map((policy) => [place, policy] as const))

  test.each(policies)('is a policy with nothing wrong in it: %s', (_, policy) => {
    expect(policyFrom(policy).refused).toEqual([])
  })

  test('shows every key of the policy by itself, and nearly all of them together', () => {
    const keys = policies.map(([, policy]) => Object.keys(policy))
    expect(new Set(keys.filter((some) => some.length < 3).flat())).toEqual(new Set(Object.keys(policyKeys)))
    expect(keys.some((some) => some.length >= Object.keys(policyKeys).length - 1)).toBe(true)
  })

  test('is all in a language that is checked', () => {
    const others = documents
      .flatMap(blocksOf)
      .filter(
        ({ language, code }) =>
          !['ts', 'tsx', 'js', 'json', 'sh'].includes(language) &&
          /[=;(]/.test(code) &&
          !code.startsWith('Content-Security-Policy:'),
      )
    expect(others).toEqual([])
  })
})

describe('the documents', () => {
  test.each(documents)('%s links to files that are there', (document) => {
    const text = readFileSync(join(root, document), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? '')
    for (const link of links) {
      const target = resolve(root, dirname(document), link)
      expect(() => readFileSync(target), link).not.toThrow()
    }
  })
})
