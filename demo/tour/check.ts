/** A step that did not happen. The sentence says which, and what was seen instead. */
export class TourError extends Error {}

/** @throws {TourError} unless it is so */
export function check(so: boolean, what: string, seen?: unknown): asserts so {
  if (!so) throw new TourError(seen === undefined ? what : `${what} Seen: ${JSON.stringify(seen)}`)
}

let count = 0

/** Does a step and says that it was done; what it returns is what it says. */
export async function step(what: string, act: () => Promise<string | void>): Promise<void> {
  count += 1
  try {
    const said = await act()
    console.log(`✓ ${count}. ${what}${said === undefined ? '' : `: ${said}`}`)
  } catch (error) {
    throw new TourError(
      `Step ${count} failed (${what}). ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
