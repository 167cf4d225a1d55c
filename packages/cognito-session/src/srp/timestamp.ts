import type { EpochMs } from '../time.ts'

/**
 * The time that Cognito wants signed, in English whatever the locale, the day without a leading zero.
 * Made of `toUTCString`, whose form ECMA-262 fixes: `Thu, 01 Jan 1970 00:00:00 GMT`.
 *
 * @example
 * timestamp(epochMs(0)) // 'Thu Jan 1 00:00:00 UTC 1970'
 */
export function timestamp(moment: EpochMs): string {
  return new Date(moment).toUTCString().replace(/(...), 0?(\d+) (...) (\d+) (\S+) GMT/, '$1 $3 $2 $5 UTC $4')
}
