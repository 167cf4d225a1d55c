import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/**
 * The doors of the house. A room may import from itself and from the rooms named beside it; whole packages by
 * name. `type` marks a door for types alone.
 */
const doors: Record<string, readonly string[]> = {
  'src/words': ['type public/_locales/en/messages.json'],
  'src/contract': ['page-sdk/protocol', 'type src/words', 'type cognito-session', 'valibot'],
  'src/browser': [
    'src/contract',
    'type src/words',
    'page-sdk/protocol',
    'cognito-session',
    'webextension-polyfill',
  ],
  'src/background': ['src/contract', 'src/browser', 'cognito-session', 'page-sdk/protocol', 'valibot'],
  'src/controls': ['src/contract', 'src/claims', 'src/words', 'page-sdk/protocol', 'preact'],
  'src/popup': [
    'src/contract',
    'src/browser',
    'src/claims',
    'src/controls',
    'src/words',
    'page-sdk/protocol',
    'type cognito-session',
    'preact',
  ],
  'src/consent': ['src/contract', 'src/browser', 'src/claims', 'src/controls', 'src/words', 'preact'],
  'src/sign-in': [
    'src/contract',
    'src/browser',
    'src/claims',
    'src/controls',
    'src/words',
    'page-sdk/protocol',
    'type cognito-session',
    'preact',
    'uqr',
  ],
  'src/managed-login': [
    'src/contract',
    'src/browser',
    'src/claims',
    'src/controls',
    'src/words',
    'page-sdk/protocol',
    'oauth4webapi',
    'preact',
  ],
  'src/options': [
    'src/contract',
    'src/browser',
    'src/claims',
    'src/controls',
    'src/words',
    'page-sdk/protocol',
    'preact',
  ],
  'src/welcome': ['src/browser', 'src/controls', 'src/words', 'preact'],
  'src/claims': ['type src/contract', 'src/words', 'cognito-session', 'preact'],
  'src/content': ['src/contract', 'src/browser', 'src/claims', 'src/words', 'page-sdk/protocol', 'preact'],
  'packages/cognito-session/src': ['jwt-decode', 'aws-jwt-verify'],
  'packages/page-sdk/src': ['cognito-session', 'react'],
  'packages/local-user-pool/src': ['node:'],
}

const root = resolve(import.meta.dirname, '../..')
const rooms = Object.keys(doors)

interface Import {
  file: string
  target: string
  typeOnly: boolean
}

function filesOf(room: string): string[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(root, room, name))
}

function importsOf(file: string): Import[] {
  const source = readFileSync(file, 'utf8')
  const found = source.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[^'"\n;]|\n(?!import|export))*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm,
  )
  return [...found].map((match) => ({
    file,
    target: match[2] ?? match[3] ?? '',
    typeOnly: match[1] !== undefined,
  }))
}

/** The room or package that an import leads to; undefined within the same room. */
function leadsTo({ file, target }: Import, room: string): string | undefined {
  if (target.includes('?script') || target.endsWith('.css') || target.includes('?inline')) return undefined
  if (target.startsWith('.')) {
    const path = relative(root, resolve(dirname(file), target))
    return path.startsWith(`${room}/`)
      ? undefined
      : (rooms.find((other) => path.startsWith(`${other}/`)) ?? path)
  }
  return target.replace('@cognito-shared-session/', '')
}

function mayPass(found: Import, place: string, room: string): boolean {
  return (doors[room] ?? []).some((door) => {
    if (door.startsWith('type ')) return found.typeOnly && place === door.slice(5)
    return place === door || place.startsWith(door.endsWith(':') ? door : `${door}/`)
  })
}

describe('the doors of the house', () => {
  test.each(rooms)('%s imports only from the rooms it has a door to', (room) => {
    const trespasses = filesOf(room)
      .flatMap(importsOf)
      .flatMap((found) => {
        const place = leadsTo(found, room)
        return place === undefined || mayPass(found, place, room)
          ? []
          : [`${relative(root, found.file)} → ${found.target}`]
      })
    expect(trespasses).toEqual([])
  })

  test('only src/browser names the polyfill', () => {
    const naming = ['src', 'packages/cognito-session/src', 'packages/page-sdk/src']
      .flatMap(filesOf)
      .filter((file) => readFileSync(file, 'utf8').includes('webextension-polyfill'))
      .map((file) => relative(root, file))
    expect(naming.length).toBeGreaterThan(0)
    expect(naming.filter((file) => !file.startsWith('src/browser/'))).toEqual([])
  })

  test('what content scripts import of src/browser does without the polyfill', () => {
    const imported = filesOf('src/content')
      .flatMap(importsOf)
      .filter(({ target }) => target.includes('/browser/'))
      .map(({ file, target }) => resolve(dirname(file), target))
    expect(imported.length).toBeGreaterThan(0)
    const named = imported.filter((file) => readFileSync(file, 'utf8').includes('webextension-polyfill'))
    expect(named).toEqual([])
  })
})

describe('the laws of the house', () => {
  const outside = (file: string) =>
    !/\/src\/browser\/|\/src\/background\/index\.ts$|\/packages\/[^/]+\/src\/defaults\.ts$|\/local-user-pool\/src\/main\.ts$/.test(
      file,
    )
  const code = [
    'src',
    'packages/cognito-session/src',
    'packages/page-sdk/src',
    'packages/local-user-pool/src',
  ]

  function linesWith(pattern: RegExp, files: string[]): string[] {
    return files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter(
          (line) =>
            pattern.test(line) &&
            !/^\s*(\*|\/\/|\/\*)/.test(line) &&
            !/^\s*(async )?fetch\((\w+: |\) \{)/.test(line),
        )
        .map((line) => `${relative(root, file)}: ${line.trim()}`),
    )
  }

  test('clock, randomness, network, timers and the browser stand only in the adapters', () => {
    const reached =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|(?<![.#\w])fetch\(|\bsetTimeout\(|\bsetInterval\(|\bperformance\.now\(|(?<![.\w'"`/])(browser|chrome)\.[a-z]/
    const files = code.flatMap(filesOf).filter(outside)
    expect(linesWith(reached, files)).toEqual([])
  })

  test('extension pages read views, never the records that hold tokens', () => {
    const pages = [
      'src/popup',
      'src/consent',
      'src/sign-in',
      'src/managed-login',
      'src/options',
      'src/welcome',
      'src/controls',
      'src/claims',
      'src/words',
      'src/content',
      'src/browser',
    ]
    const files = pages.flatMap(filesOf)
    expect(linesWith(/['"`](session|vault|kept|revocation|transaction):/, files)).toEqual([])
  })

  test('no port is held open, which would keep a worker awake', () => {
    expect(
      linesWith(/\bruntime\.connect\(|\btabs\.connect\(|\bonConnect(External)?\b/, filesOf('src')),
    ).toEqual([])
  })

  test('nothing is drawn from a string and nothing is evaluated', () => {
    expect(
      linesWith(
        /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|\beval\(|new Function\(/,
        filesOf('src'),
      ),
    ).toEqual([])
  })

  test('no file is a drawer for everything', () => {
    const drawers = code
      .flatMap(filesOf)
      .filter((file) => /\/(utils?|helpers?|common|misc|manager)\b/.test(file))
    expect(drawers).toEqual([])
  })

  test('no non-null assertion, no any, no suppressed check', () => {
    expect(linesWith(/@ts-(ignore|expect-error|nocheck)|(ox|es)lint-disable/, code.flatMap(filesOf))).toEqual(
      [],
    )
  })
})
