import type { Demand } from '../contract/demand.ts'
import type { Refused } from '../contract/policy.ts'
import { list, number, say, type PlainKey } from '../words/say.ts'

/** Types as schemas name them. */
const types: Readonly<Record<string, PlainKey>> = {
  never: 'refused_noSuchKey',
  Array: 'refused_list',
  string: 'refused_text',
  number: 'refused_number',
  boolean: 'refused_boolean',
  Object: 'refused_object',
}

const demands: Readonly<Record<Demand, PlainKey>> = {
  notEmpty: 'refused_notEmpty',
  origin: 'refused_origin',
  poolId: 'refused_poolId',
  clientId: 'refused_clientId',
  endpoint: 'refused_endpoint',
  domain: 'refused_domain',
  something: 'refused_something',
  moreThanNothing: 'refused_moreThanNothing',
  link: 'refused_link',
}

const sentences: ReadonlyMap<string, PlainKey> = new Map(Object.entries({ ...types, ...demands }))

/** What is wrong with a value that an operator wrote, and what belongs there. */
export function refusedSentence({ must, found }: Refused): string {
  if (must.startsWith('"') && found === 'undefined') return say('refused_missing')
  if (must.startsWith('(')) return say('refused_oneOf', { values: list(must.slice(1, -1).split(' | ')) })
  if (must.startsWith('<=')) return say('refused_tooLong', { limit: number(Number(must.slice(2))) })
  return say(sentences.get(must) ?? 'refused_unknown')
}

/** The value as it was written, where it is one that a line can show and the sentence is about it. */
export function foundValue({ must, found }: Refused): string | undefined {
  return /^["\d-]|^(true|false|null)$/.test(found) && !/^(never$|<=)/.test(must) ? found : undefined
}
