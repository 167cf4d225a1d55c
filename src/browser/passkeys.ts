/**
 * Passkeys in a page of the extension. The browser allows a relying party whose host the extension holds; what
 * it signs says that the extension asked, which is for the user pool to take or to refuse.
 */
export const passkeys = {
  /**
   * @param options `PublicKeyCredentialRequestOptionsJSON`
   * @param signal takes the browser's question away
   * @throws DOMException when the person says no, or it was taken away
   */
  async use(options: unknown, signal: AbortSignal): Promise<Record<string, unknown>> {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asJson(options))
    return jsonOf(await navigator.credentials.get({ publicKey, signal }))
  },
  /** @param options `PublicKeyCredentialCreationOptionsJSON` */
  async create(options: unknown, signal: AbortSignal): Promise<Record<string, unknown>> {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asJson(options))
    return jsonOf(await navigator.credentials.create({ publicKey, signal }))
  },
}

/** The browser checks its members itself, and throws a TypeError. */
function asJson(
  options: unknown,
): PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON {
  return JSON.parse(JSON.stringify(options))
}

function jsonOf(credential: Credential | null): Record<string, unknown> {
  if (credential instanceof PublicKeyCredential) return { ...credential.toJSON() }
  throw new DOMException('The browser gave no passkey.', 'NotAllowedError')
}
