import type { EpochMs } from '../time.ts'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/**
 * The time that Cognito wants signed, in English whatever the locale, the day without a leading zero.
 *
 * @example
 * timestamp(epochMs(0)) // 'Thu Jan 1 00:00:00 UTC 1970'
 */
export function timestamp(moment: EpochMs): string {
  const date = new Date(moment)
  const two = (value: number) => String(value).padStart(2, '0')
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':')
  return `${days[date.getUTCDay()]} ${months[date.getUTCMonth()]} ${date.getUTCDate()} ${time} UTC ${date.getUTCFullYear()}`
}
