import * as v from 'valibot'
import { accountIdFrom, profileIdFrom } from '../contract/identity.ts'
import type { Settings } from '../contract/settings.ts'
import type { StorageArea } from './ports.ts'
import { Records } from './records.ts'
import { Turns } from './turns.ts'

/** What the person chose; read from the store each time, and changed one change after the other. */
export class StoredSettings {
  readonly #records: Records<Settings>
  readonly #changes = new Turns()

  constructor(local: StorageArea) {
    this.#records = new Records(local, 'settings', isSettings)
  }

  async read(): Promise<Settings> {
    return (await this.#records.read('')) ?? { version: 1 }
  }

  change(decide: (settings: Settings) => Settings): Promise<void> {
    return this.#changes.take(async () => this.#records.write('', decide(await this.read())))
  }

  async staysSignedIn(): Promise<boolean> {
    return (await this.read()).staySignedIn === true
  }
}

const settingsRecord = v.object({
  version: v.literal(1),
  currentAccount: v.exactOptional(v.pipe(v.string(), v.transform(accountIdFrom))),
  firstProfile: v.exactOptional(v.pipe(v.string(), v.transform(profileIdFrom))),
  staySignedIn: v.exactOptional(v.boolean()),
})

function isSettings(value: unknown): value is Settings {
  return v.is(settingsRecord, value)
}
