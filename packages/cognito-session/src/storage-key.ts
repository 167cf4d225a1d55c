/** What is kept for a user (`session`, `damaged`, `device`) or for an app client (`lastUser`, `revocations`). */
export type StorageKind = 'session' | 'damaged' | 'device' | 'lastUser' | 'revocations'

/**
 * @example
 * storageKey('eu-west-1_abc', 'client1', 'session', 'ann@example.com')
 * // 'CognitoSession.eu-west-1_abc.client1.session.ann%40example.com'
 */
export function storageKey(poolId: string, clientId: string, kind: StorageKind, username?: string): string {
  const owner = username === undefined ? '' : `.${encoded(username)}`
  return `CognitoSession.${poolId}.${clientId}.${kind}${owner}`
}

/** As JSON, since encodeURIComponent refuses a lone surrogate, which JSON escapes. */
function encoded(name: string): string {
  return encodeURIComponent(JSON.stringify(name).slice(1, -1))
}
