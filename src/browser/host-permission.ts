import { browser } from './browser.ts'
import { hostPattern, type Origin } from '../contract/identity.ts'

/**
 * Asks the person for the host permission of an origin. Must be the first statement of a click's handler:
 * browsers refuse it once anything was awaited.
 */
export function requestHost(origin: Origin): Promise<boolean> {
  return browser.permissions.request({ origins: [hostPattern(origin)] })
}

export function holdsHost(origin: Origin): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPattern(origin)] })
}

/**
 * Gives a host permission back. The caller makes sure that no other grant needs the host. One that a build requires in
 * its manifest stays: browsers refuse to take it away.
 */
export async function returnHost(origin: Origin): Promise<void> {
  await browser.permissions.remove({ origins: [hostPattern(origin)] }).catch((error: unknown) => {
    if (!/required/i.test(String(error))) throw error
  })
}
