import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'

const root = resolve(import.meta.dirname, '../../..')

/** A piece of text that stands in the code. */
export interface Literal {
  file: string
  text: string
  /** Between tags, in an attribute of that name, or anywhere else. */
  place: 'tags' | 'attribute' | 'code'
  attribute?: string
  /** The beginning of a template: more follows. */
  opens: boolean
}

interface Node {
  type: string
  [field: string]: unknown
}

/** Every text in a room, but for the names of modules and what programs tell programmers: an error's `message`. */
export function literalsIn(room: string): Literal[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .flatMap((name) => {
      const file = join(root, room, name)
      const { program, errors } = parseSync(file, readFileSync(file, 'utf8'))
      if (errors.length > 0) throw new Error(`${file} cannot be parsed.`)
      const found: Literal[] = []
      walk(program, { file: relative(root, file), place: 'code' }, found)
      return found
    })
}

const SKIPPED = new Set(['ImportDeclaration', 'ImportExpression', 'ExportAllDeclaration', 'TSLiteralType'])

function walk(value: unknown, at: Pick<Literal, 'file' | 'place' | 'attribute'>, found: Literal[]): void {
  if (Array.isArray(value)) return value.forEach((item) => walk(item, at, found))
  if (!isNode(value) || SKIPPED.has(value.type) || isForProgrammers(value)) return
  const text = textOf(value)
  if (text !== undefined) {
    const place = value.type === 'JSXText' ? 'tags' : at.place
    found.push({ ...at, place, text, opens: value.type === 'TemplateLiteral' })
  }
  const inside = value.type === 'JSXAttribute' ? attributeAt(value, at) : at
  for (const [field, child] of Object.entries(value)) if (field !== 'key') walk(child, inside, found)
}

function textOf(node: Node): string | undefined {
  if (node.type === 'JSXText' || node.type === 'Literal') {
    return typeof node['value'] === 'string' ? node['value'] : undefined
  }
  if (node.type !== 'TemplateLiteral') return undefined
  const quasis = node['quasis'] as { value: { cooked: string } }[]
  return quasis.map(({ value }) => value.cooked).join('\u0000')
}

/** A function within an attribute is code again. */
function attributeAt(node: Node, at: Pick<Literal, 'file' | 'place' | 'attribute'>) {
  const { name } = node['name'] as { name: unknown }
  return { ...at, place: 'attribute' as const, attribute: String(name) }
}

function isForProgrammers(node: Node): boolean {
  const { type, callee, key } = node
  if (type === 'Property') return isNode(key) && key['name'] === 'message'
  return type === 'NewExpression' && isNode(callee) && String(callee['name']).endsWith('Error')
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
