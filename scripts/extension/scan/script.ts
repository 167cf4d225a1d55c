import { parseSync, Visitor, type ESTree } from 'vite'
import { piece, type Found, type Rule } from './finding.ts'

type Called = ESTree.CallExpression | ESTree.NewExpression

/** Names that a script may have by themselves or as a member of these. */
const GLOBALS: ReadonlySet<string> = new Set(['window', 'self', 'globalThis', 'global', 'top', 'parent'])
const TIMERS: ReadonlySet<string> = new Set(['setTimeout', 'setInterval', 'setImmediate', 'execScript'])
const WORKERS: ReadonlySet<string> = new Set(['Worker', 'SharedWorker'])
const LOADERS: ReadonlySet<string> = new Set(['addModule', 'register'])

/** Properties that make elements, and so scripts, of a string. */
const DRAWN: ReadonlySet<string> = new Set(['innerHTML', 'outerHTML', 'srcdoc', 'dangerouslySetInnerHTML'])
const DRAWING: ReadonlySet<string> = new Set([
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'parseFromString',
])
const WRITING: ReadonlySet<string> = new Set(['write', 'writeln'])

const ELSEWHERE = /^\s*(?:https?:|data:|blob:|javascript:|filesystem:|ftp:|wss?:|\/\/)/i

/** Whether an address leads out of the package. */
export function leadsOut(address: string): boolean {
  return ELSEWHERE.test(address)
}

/** What a script holds that runs code which is not in the package, or could. */
export function inScript(code: string): Found[] {
  const { program, errors } = parseSync('script.js', code, { sourceType: 'module' })
  const [error] = errors
  if (error !== undefined) return [{ rule: 'a script that can be read', snippet: error.message }]
  const found: Found[] = []
  const say = (rule: Rule, { start, end }: ESTree.Node) =>
    found.push({ rule, snippet: piece(code, start, end) })
  const source = (from: ESTree.Node, whole: ESTree.Node) => {
    if (!isRelative(from)) say('no code imported from elsewhere', whole)
  }
  new Visitor({
    CallExpression: (node) => brokenBy(node).forEach((rule) => say(rule, node)),
    NewExpression: (node) => brokenBy(node).forEach((rule) => say(rule, node)),
    ImportExpression: (node) => source(node.source, node),
    ImportDeclaration: (node) => source(node.source, node),
    ExportAllDeclaration: (node) => source(node.source, node),
    ExportNamedDeclaration: (node) => node.source !== null && source(node.source, node),
    Identifier: (node) => node.name === 'WebAssembly' && say('no WebAssembly', node),
    AssignmentExpression: (node) => assigned(node).forEach((rule) => say(rule, node)),
    Property: (node) => {
      if (DRAWN.has(nameOf(node.key))) say('no elements from strings', node)
    },
  }).visit(program)
  if (/[#@]\s*sourceMappingURL=/.test(code))
    found.push({
      rule: 'nothing left over from the build',
      snippet: piece(code, code.search(/[#@]\s*sourceMappingURL=/)),
    })
  return found
}

/** The rules that a call breaks. */
function brokenBy(node: Called): Rule[] {
  const { callee } = node
  const [first] = node.arguments
  const name = globalName(callee)
  const member = callee.type === 'MemberExpression' ? nameOf(callee.property) : ''
  const text = first === undefined ? undefined : textOf(first)
  const rules: [boolean, Rule][] = [
    [name === 'eval' || (name === '' && aside(callee) === 'eval'), 'no eval'],
    [name === 'Function', 'no function from a string'],
    [member === 'constructor' && text !== undefined, 'no function from a string'],
    [TIMERS.has(name) && text !== undefined, 'no timer that runs a string'],
    [name === 'importScripts', 'no importScripts'],
    [WORKERS.has(name) && !isRelativeText(text), 'no worker from elsewhere'],
    [LOADERS.has(member) && text !== undefined && leadsOut(text), 'no worker from elsewhere'],
    [DRAWING.has(member), 'no elements from strings'],
    [WRITING.has(member) && isDocument(callee), 'no elements from strings'],
    [/^createElement(NS)?$/.test(member) && asksForScript(node), 'no script element made'],
    [/^setAttribute(NS)?$/.test(member) && pointsOut(node), 'no script from elsewhere'],
  ]
  return rules.flatMap(([broken, rule]) => (broken ? [rule] : []))
}

function assigned({ left, right }: ESTree.AssignmentExpression): Rule[] {
  if (left.type !== 'MemberExpression') return []
  const name = nameOf(left.property)
  const text = textOf(right)
  if (DRAWN.has(name)) return ['no elements from strings']
  return name === 'src' && text !== undefined && leadsOut(text) ? ['no script from elsewhere'] : []
}

/** `eval`, and `window.eval` and `globalThis['eval']` too. */
function globalName(callee: ESTree.Node): string {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'ParenthesizedExpression') return globalName(callee.expression)
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return ''
  return GLOBALS.has(callee.object.name) ? nameOf(callee.property) : ''
}

/** What `(0, eval)(…)` calls. */
function aside(callee: ESTree.Node): string {
  if (callee.type === 'ParenthesizedExpression') return aside(callee.expression)
  const last = callee.type === 'SequenceExpression' ? callee.expressions.at(-1) : undefined
  return last === undefined ? '' : globalName(last)
}

function nameOf(node: ESTree.Node): string {
  return node.type === 'Identifier' ? node.name : (textOf(node) ?? '')
}

/** The text of a string, as far as it stands in the code; undefined for anything that is no string. */
function textOf(node: ESTree.Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined
  if (node.type === 'TemplateLiteral') return node.quasis.map(({ value }) => value.cooked ?? '').join('')
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined
  const [left, right] = [textOf(node.left), textOf(node.right)]
  return left === undefined && right === undefined ? undefined : `${left ?? ''}${right ?? ''}`
}

function isRelative(node: ESTree.Node): boolean {
  const whole = node.type === 'Literal' || (node.type === 'TemplateLiteral' && node.expressions.length === 0)
  return whole && isRelativeText(textOf(node))
}

function isRelativeText(text: string | undefined): boolean {
  return text !== undefined && /^\.{0,2}\/(?!\/)/.test(text)
}

function isDocument(callee: ESTree.Node): boolean {
  if (callee.type !== 'MemberExpression') return false
  const { object } = callee
  return nameOf(object.type === 'MemberExpression' ? object.property : object) === 'document'
}

function asksForScript({ arguments: given }: Called): boolean {
  return given.some((argument) => textOf(argument)?.toLowerCase() === 'script')
}

function pointsOut({ arguments: given }: Called): boolean {
  const [name = '', address = ''] = given.map((argument) => textOf(argument) ?? '')
  return name === 'src' && leadsOut(address)
}
