import { errors } from '../errors.ts'
import { authorize } from '../tokens/authorize.ts'
import type { Action } from './action.ts'
import { deviceAnswer } from './device-answer.ts'

const DEFAULT_LIMIT = 10

/** The confirmed devices, page by page; the token of a page is where it begins. */
export const listDevices: Action = (pool, parameters) => {
  const { user } = authorize(pool, parameters.required('AccessToken'))
  const limit = parameters.number('Limit') ?? DEFAULT_LIMIT
  const start = Number(parameters.optional('PaginationToken') ?? '0')
  if (!Number.isInteger(start) || start < 0) throw errors.memberType('paginationToken')
  const devices = user.devices.filter(({ verifier }) => verifier !== undefined)
  const end = start + limit
  return {
    Devices: devices.slice(start, end).map(deviceAnswer),
    ...(end < devices.length ? { PaginationToken: String(end) } : {}),
  }
}
