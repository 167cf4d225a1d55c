import { setTimeout as pause } from 'node:timers/promises'

/**
 * Waits for a condition in a browser, which tells nobody when it comes true.
 * @throws Error with `what` in it, after `within` milliseconds
 */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | undefined | false> | Value | undefined | false,
  within = 10_000,
): Promise<Value> {
  const end = performance.now() + within
  for (;;) {
    const seen = await look()
    if (seen !== undefined && seen !== false) return seen
    if (performance.now() > end) throw new Error(`Waited ${within / 1000} s in vain for ${what}.`)
    await pause(25)
  }
}
