import type { Parameters } from '../parameters.ts'
import type { Pool } from '../pool.ts'

/** One operation of the API. It runs without a pause, so that no two calls ever mix. */
export type Action = (pool: Pool, parameters: Parameters) => Record<string, unknown>
