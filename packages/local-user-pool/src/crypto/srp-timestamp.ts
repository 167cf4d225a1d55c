const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const pattern =
  /^(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat) ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}):(\d{2}):(\d{2}) UTC (\d{4})$/

/** Reads Cognito's `EEE MMM d HH:mm:ss UTC yyyy` into milliseconds; undefined where it is something else. */
export function readTimestamp(text: string): number | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const month = months.indexOf(match[1] ?? '')
  if (month < 0) return undefined
  const [day, hour, minute, second, year] = match.slice(2).map(Number)
  return Date.UTC(year ?? 0, month, day, hour, minute, second)
}
