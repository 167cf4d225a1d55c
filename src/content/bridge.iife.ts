import { alive, onPush, tell } from '../browser/content.ts'
import { thisDocument } from './bridge-page.ts'
import { BridgeRelay } from './bridge-relay.ts'

/*
 * Comes twice into a document that was open when its site was allowed and is registered too. The second one
 * only wakes the first, unless that belongs to an extension since updated. The mark is a symbol on the
 * isolated world's global: a page can reach it neither by script nor by naming an element.
 */
const mark = Symbol.for('cognito-shared-session bridge')
const earlier: unknown = Reflect.get(globalThis, mark)

if (isRelay(earlier) && earlier.alive()) void earlier.settle()
else {
  const relay = new BridgeRelay({ tell, onPush, alive, ...thisDocument })
  Reflect.set(globalThis, mark, relay)
  void relay.settle()
}

function isRelay(value: unknown): value is Pick<BridgeRelay, 'alive' | 'settle'> {
  return typeof value === 'object' && value !== null && 'settle' in value && 'alive' in value
}
