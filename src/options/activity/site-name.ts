import type { Origin } from '../../contract/identity.ts'

/** A site within a sentence: its host, as browsers do; with the scheme where that is not https. */
export function siteName(origin: Origin): string {
  return origin.replace(/^https:\/\//, '')
}
