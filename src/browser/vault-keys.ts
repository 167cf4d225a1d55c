const DATABASE = 'vault'
const STORE = 'keys'

/**
 * Keys that nothing can read out, this extension included, one under each name, in the extension's IndexedDB.
 * They survive the browser. Their bytes are on its disk.
 */
export const vaultKeys = {
  async get(name: string): Promise<CryptoKey | undefined> {
    const found: unknown = await inStore('readonly', (store) => store.get(name))
    return found instanceof CryptoKey ? found : undefined
  },
  async create(name: string): Promise<CryptoKey> {
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ])
    await inStore('readwrite', (store) => store.put(key, name))
    return key
  },
  async destroy(name: string): Promise<void> {
    await inStore('readwrite', (store) => store.delete(name))
  },
}

/** Opened anew each time: a connection that is kept can be closed by the browser, and keys are asked for rarely. */
async function inStore(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const database = await open()
  try {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' })
    const request = ask(transaction.objectStore(STORE))
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(failed(transaction.error)))
    })
    return request.result
  } finally {
    database.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(failed(request.error)))
  })
}

function failed(cause: DOMException | null): Error {
  return new Error('The browser’s database of keys cannot be used.', { cause })
}
