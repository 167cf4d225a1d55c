/** What is kept for a user (`session`, `damaged`, `device`) or for an app client (`lastUser`, `revocations`). */
export type StorageKind = 'session' | 'damaged' | 'device' | 'lastUser' | 'revocations'

/**
 * @example
 * storageKey('eu-west-1_abc', 'client1', 'session', 'ann@example.com')
 * // 'CognitoSession.eu-west-1_abc.client1.session.ann%40example.com'
 */
export function storageKey(poolId: string, clientId: string, kind: StorageKind, username?: string): string {
  const owner = username === undefined ? '' : `.${Array.from(username, encodeCharacter).join('')}`
  return `CognitoSession.${poolId}.${clientId}.${kind}${owner}`
}

/** A lone surrogate, which encodeURIComponent refuses, becomes `%uXXXX`, which it never makes. */
function encodeCharacter(character: string): string {
  return /^[\uD800-\uDFFF]$/u.test(character)
    ? `%u${character.charCodeAt(0).toString(16)}`
    : encodeURIComponent(character)
}
