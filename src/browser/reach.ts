const LIMIT = 10_000

/** What came back; undefined where nobody could be reached. */
export interface Reached {
  status: number
  text: string
}

/**
 * Asks one of the named origins and no other: the CSP cannot know the pools that are entered at run time.
 * Nothing of the browser's goes along, no redirect is followed. It ends after ten seconds, or with the `signal` given.
 */
export async function reach(
  address: string,
  origins: readonly string[],
  { signal, ...init }: RequestInit = {},
): Promise<Reached | undefined> {
  if (!origins.includes(new URL(address).origin)) throw new TypeError(`Refused to reach ${address}.`)
  try {
    const response = await fetch(address, {
      credentials: 'omit',
      cache: 'no-store',
      redirect: init.mode === 'no-cors' ? 'follow' : 'error',
      referrerPolicy: 'no-referrer',
      ...init,
      signal: AbortSignal.any([AbortSignal.timeout(LIMIT), ...(signal ? [signal] : [])]),
    })
    return { status: response.status, text: await response.text() }
  } catch {
    return undefined
  }
}
