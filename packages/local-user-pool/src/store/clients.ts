import { errors } from '../errors.ts'
import type { Client } from './client.ts'

/** The app clients of the pool. */
export class Clients {
  readonly #byId: Map<string, Client>

  constructor(clients: Iterable<Client>) {
    this.#byId = new Map([...clients].map((client) => [client.id, client]))
  }

  /** The client that may be used now; throws what Cognito throws where there is none. */
  usable(id: string): Client {
    const client = this.#byId.get(id)
    if (client === undefined || client.deleted) throw errors.clientMissing(id)
    if (!client.enabled) throw errors.clientDisabled()
    return client
  }

  byName(name: string): Client | undefined {
    return [...this.#byId.values()].find((client) => client.name === name)
  }

  all(): Client[] {
    return [...this.#byId.values()]
  }
}
