import { currentGrant, type Grant, type GrantBefore } from '../contract/grant.ts'
import type { PendingConsent } from '../contract/pending-consent.ts'
import type { PolicyInForce } from '../contract/policy.ts'
import { browser } from './browser.ts'
import type { Profile } from '../contract/profile.ts'
import type { SigningIn } from '../contract/signing-in.ts'
import type { Settings } from '../contract/settings.ts'
import type { SessionViewRecord } from '../contract/view.ts'

type Area = 'session' | 'local'

/** What extension pages may read for themselves: records without a secret, there before the worker wakes. */
export interface Records<Value> {
  read(): Promise<Value[]>
  /** Calls back with all of them whenever one changed. Returns what stops it. */
  onChanged(listener: (values: Value[]) => void): () => void
}

/** The tokenless view of every account's session. */
export const views = recordsUnder<SessionViewRecord>('session', 'view:')
/** The pages that wait for the person. */
export const pendingConsents = recordsUnder<PendingConsent>('session', 'asking:')
/** What an operator decided; none where none did. */
export const policies = recordsUnder<PolicyInForce>('local', 'policy')
/** The user pools that a person or an operator added; those of the build are in `presetProfiles`. */
export const profiles: Records<Profile> = governed(
  recordsUnder<Profile>('local', 'profile:'),
  (own, policy) => {
    const others = own.filter(({ id }) => !policy.profiles.some((profile) => profile.id === id))
    return [...others, ...policy.profiles]
  },
)
/** What each site may have. What an operator gives comes last, and with no account: it is the one that is meant then. */
export const grants: Records<Grant> = governed(
  mapped(recordsUnder<Grant | GrantBefore>('local', 'grant:', 2), currentGrant),
  (own, policy) => [...own, ...policy.allowedSites],
)
/** Sign-ins under way, without what ties their steps together. */
export const signingIns = recordsUnder<SigningIn>('session', 'signing-in:')
export const settings = recordsUnder<Settings>('local', 'settings')

function recordsUnder<Value extends { version: number }>(
  area: Area,
  prefix: string,
  newest = 1,
): Records<Value> {
  return mapped(entriesUnder<Value>(area, prefix, newest), ([, value]) => value)
}

/** The same with their keys. */
export function entriesUnder<Value extends { version: number }>(
  area: Area,
  prefix: string,
  newest = 1,
): Records<[key: string, value: Value]> {
  const read = async () => {
    const keys = (await browser.storage[area].getKeys()).filter((key) => key.startsWith(prefix))
    const records = Object.entries(await browser.storage[area].get(keys))
    return records.filter((record): record is [string, Value] => hasVersion(record[1], newest))
  }
  const onChanged = (listener: (records: [string, Value][]) => void) => {
    const changed = (changes: Record<string, unknown>, changedArea: string) => {
      if (changedArea !== area || !Object.keys(changes).some((key) => key.startsWith(prefix))) return
      void read().then(listener)
    }
    browser.storage.onChanged.addListener(changed)
    return () => browser.storage.onChanged.removeListener(changed)
  }
  return { read, onChanged }
}

function hasVersion(value: unknown, newest: number): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value)) return false
  return typeof value.version === 'number' && value.version <= newest
}

/** With what an operator adds. */
function governed<Value>(
  records: Records<Value>,
  joined: (own: Value[], policy: PolicyInForce) => Value[],
): Records<Value> {
  const read = async () => {
    const [own, [policy]] = await Promise.all([records.read(), policies.read()])
    return policy === undefined ? own : joined(own, policy)
  }
  const onChanged = (listener: (values: Value[]) => void) => {
    const changed = () => void read().then(listener)
    const stops = [records.onChanged(changed), policies.onChanged(changed)]
    return () => stops.forEach((stop) => stop())
  }
  return { read, onChanged }
}

function mapped<Stored, Value>(records: Records<Stored>, map: (stored: Stored) => Value): Records<Value> {
  return {
    read: async () => (await records.read()).map(map),
    onChanged: (listener) => records.onChanged((values) => listener(values.map(map))),
  }
}
