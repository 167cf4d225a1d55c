import type { StorageArea } from './ports.ts'

/** For records of the session area: an update clears it, so only this code wrote them. */
export function isFirstVersion(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1
}

/** Records of one kind, each under `<prefix><id>`, each written whole. */
export class Records<Value extends { version: number }> {
  readonly #area: StorageArea
  readonly #prefix: string
  readonly #known: (value: unknown) => value is Value

  constructor(area: StorageArea, prefix: string, known: (value: unknown) => value is Value) {
    this.#area = area
    this.#prefix = prefix
    this.#known = known
  }

  /** Undefined, too, for a record that this version does not know: it is left where it is. */
  async read(id: string): Promise<Value | undefined> {
    const value = await this.#area.get(this.#prefix + id)
    return this.#known(value) ? value : undefined
  }

  /** What there are records of, those that this version does not know included. */
  async ids(): Promise<string[]> {
    const keys = (await this.#area.keys()).filter((key) => key.startsWith(this.#prefix))
    return keys.map((key) => key.slice(this.#prefix.length))
  }

  /** Reads key by key: one damaged record must not hide the others. */
  async entries(): Promise<[string, Value][]> {
    const read = async (id: string) => [id, await this.read(id)] as const
    const found = await Promise.all((await this.ids()).map(read))
    return found.flatMap(([id, value]): [string, Value][] => (value === undefined ? [] : [[id, value]]))
  }

  async all(): Promise<Value[]> {
    return (await this.entries()).map(([, value]) => value)
  }

  write(id: string, value: Value): Promise<void> {
    return this.#area.set({ [this.#prefix + id]: value })
  }

  remove(id: string): Promise<void> {
    return this.#area.remove([this.#prefix + id])
  }
}
