/** What holds for every file of a package. */
export const RULES = [
  'a script that can be read',
  'no eval',
  'no function from a string',
  'no timer that runs a string',
  'no importScripts',
  'no code imported from elsewhere',
  'no worker from elsewhere',
  'no WebAssembly',
  'no script from elsewhere',
  'no script element made',
  'no script in the page',
  'no elements from strings',
  'nothing loaded from elsewhere',
  'no file that pages can load',
  'no file of an unknown kind',
  'nothing left over from the build',
  'a content security policy as strict as it was',
] as const

export type Rule = (typeof RULES)[number]

/** Where a file of a package breaks a rule. */
export interface Finding {
  file: string
  rule: Rule
  snippet: string
}

/** What one file is found to hold; who asks knows the file. */
export type Found = Omit<Finding, 'file'>

/** As much of a line of minified code as a person can read. */
const ENOUGH = 100

/** A piece of a file, from where it breaks a rule. */
export function piece(text: string, start: number, end: number = text.length): string {
  const cut = text.slice(start, Math.min(end, start + ENOUGH)).replaceAll(/\s+/g, ' ')
  return end - start > ENOUGH ? `${cut}…` : cut
}
