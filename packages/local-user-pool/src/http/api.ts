import type { IncomingMessage } from 'node:http'
import type { Action } from '../actions/action.ts'
import { actions } from '../actions/actions.ts'
import { adminActions } from '../actions/admin/admin-actions.ts'
import type { Call } from '../calls.ts'
import { errors } from '../errors.ts'
import { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'
import { jsonReply } from './reply.ts'
import type { Reply } from './reply.ts'

const service = 'AWSCognitoIdentityProviderService.'

/** The operation that X-Amz-Target names. */
export function operationOf(request: IncomingMessage): string {
  const target = request.headers['x-amz-target']
  return typeof target === 'string' && target.startsWith(service) ? target.slice(service.length) : 'unknown'
}

function text(body: string, name: string): string | undefined {
  try {
    return Parameters.parse(body).optional(name)
  } catch {
    return undefined
  }
}

/** What the log keeps of a request. */
export function callOf(request: IncomingMessage, operation: string, at: number, body: string): Call {
  const entries = {
    clientId: text(body, 'ClientId'),
    flow: text(body, 'AuthFlow'),
    challenge: text(body, 'ChallengeName'),
    origin: request.headers.origin,
  }
  const known = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
  return { operation, at, ...known }
}

function isSigned({ headers }: IncomingMessage): boolean {
  return headers.authorization?.startsWith('AWS4-HMAC-SHA256 ') === true
}

function actionFor(operation: string, request: IncomingMessage): Action {
  const admin = adminActions.get(operation)
  if (admin !== undefined && !isSigned(request)) throw errors.missingAuthentication()
  const action = admin ?? actions.get(operation)
  if (action === undefined) throw errors.unknownOperation()
  return action
}

/** Runs the operation that the request names. */
export function runAction(pool: Pool, request: IncomingMessage, body: string): Reply {
  const action = actionFor(operationOf(request), request)
  return jsonReply(action(pool, Parameters.parse(body)))
}
