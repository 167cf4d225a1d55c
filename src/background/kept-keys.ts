import * as v from 'valibot'
import type { StorageArea } from './ports.ts'

const PREFIX = 'keys:'
const LIFE = 24 * 60 * 60_000
const JWKS = /\/\.well-known\/jwks\.json$/

type Fetch = (input: string, init: RequestInit) => Promise<Response>

const keptKeys = v.object({ version: v.literal(1), since: v.number(), text: v.string() })

/**
 * A way to the network that remembers a pool's public keys for a day, in the session area: a worker that starts
 * anew for each refresh would else fetch them each time. Only the first question is answered so; one that comes
 * after it has met a key that is not among these.
 */
export function keepingKeys(network: Fetch, ports: { session: StorageArea; now(): number }): Fetch {
  const asked = new Set<string>()
  const { session } = ports
  return async (input, init) => {
    if (!JWKS.test(input)) return network(input, init)
    const kept = asked.has(input) ? undefined : await session.get(PREFIX + input)
    asked.add(input)
    if (v.is(keptKeys, kept) && Math.abs(ports.now() - kept.since) < LIFE) return new Response(kept.text)
    const response = await network(input, init)
    if (!response.ok) return response
    const text = await response.text()
    // Without room for them they are fetched again; the page of a captive portal is no keys.
    if (text.includes('"keys"')) {
      await session.set({ [PREFIX + input]: { version: 1, since: ports.now(), text } }).catch(() => undefined)
    }
    return new Response(text)
  }
}
