import type { CallLog } from '../calls.ts'
import type { Call } from '../calls.ts'
import { shiftedClock } from '../clock.ts'
import type { Timers } from '../defaults.ts'
import { ServiceError, errors } from '../errors.ts'
import type { FaultInjection, Strike } from '../faults.ts'
import type { Pool } from '../pool.ts'
import { errorReply, htmlReply } from './reply.ts'
import type { Ending, Reply } from './reply.ts'

/** What serving needs beside the pool. */
export interface Surroundings {
  calls: CallLog
  faults: FaultInjection
  timers: Timers
}

type Instead = NonNullable<Strike['instead']>

/** What happens instead of the effect; undefined where the effect comes first. */
function beforeEffect(fault: Instead): Ending | undefined {
  switch (fault.kind) {
    case 'dropBefore':
      return 'drop'
    case 'hang':
      return 'hang'
    case 'throttled': {
      const reply = errorReply(errors.throttled())
      if (fault.retryAfterSeconds !== undefined)
        reply.headers['retry-after'] = String(fault.retryAfterSeconds)
      return reply
    }
    case 'internal':
      return errorReply(errors.internal())
    case 'unavailableHtml':
      return htmlReply(503, 'Service Unavailable')
    case 'html':
      return htmlReply(200, 'Please sign in to the network')
    case 'body':
      return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: fault.body }
    case 'error':
      return errorReply(new ServiceError(fault.type, fault.message, fault.status))
    case 'dropAfter':
    case 'hangAfter':
    case 'truncatedJson':
      break
  }
  return undefined
}

/** What becomes of the answer once the operation took effect. */
function afterEffect(fault: Instead | undefined, reply: Reply): Ending {
  if (fault?.kind === 'dropAfter') return 'drop'
  if (fault?.kind === 'hangAfter') return 'hang'
  if (fault?.kind === 'truncatedJson') return { ...reply, body: reply.body.slice(0, reply.body.length / 2) }
  return reply
}

function attempt(effect: () => Reply, call: Call): Reply {
  try {
    const reply = effect()
    call.outcome ??= 'ok'
    return reply
  } catch (error) {
    const refusal = error instanceof ServiceError ? error : errors.internal()
    call.outcome ??= refusal.type
    return errorReply(refusal)
  }
}

/** Serves one call: notes it, lets faults strike, and runs `effect` on a pool whose clock may be wrong. */
export async function serveCall(
  pool: Pool,
  { calls, faults, timers }: Surroundings,
  arrival: Call,
  effect: (pool: Pool) => Reply,
): Promise<Ending> {
  const call = calls.arrived(arrival)
  const { latencyMs, clockMs, instead } = faults.strike(call.operation)
  if (latencyMs > 0) await new Promise<void>((resolve) => timers.after(latencyMs, resolve))
  if (instead !== undefined) call.outcome = instead.kind
  const early = instead && beforeEffect(instead)
  const clock = shiftedClock(pool.clock, clockMs)
  const ending =
    early ??
    afterEffect(
      instead,
      attempt(() => effect({ ...pool, clock }), call),
    )
  if (typeof ending !== 'string') ending.headers.date = new Date(clock.now()).toUTCString()
  return ending
}
