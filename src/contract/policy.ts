import { originOf, type Origin } from './identity.ts'

/** The ways in which a person can sign in. */
export const signInMethods = ['password', 'managedLogin', 'passkey'] as const
export type SignInMethod = (typeof signInMethods)[number]

/** What an operator decided for everybody, in the browser's managed storage; keys as in `managed-schema.json`. */
export interface Policy {
  /** In which ways a person may sign in. */
  allowedMethods: readonly SignInMethod[]
  /** Sites whose `clientMetadata` is passed on to the user pool's triggers. */
  clientMetadataOrigins: readonly Origin[]
}

/**
 * Reads what an operator wrote. Each wrong value is dropped alone and the rest stands.
 *
 * @example policyFrom({ signInMethods: ['managedLogin', 'passkey'] }).allowedMethods // without 'password'
 */
export function policyFrom(managed: Readonly<Record<string, unknown>>): Policy {
  const { clientMetadataOrigins: sites } = managed
  return {
    allowedMethods: allowedMethodsIn(managed),
    clientMetadataOrigins: isList(sites) ? sites.filter(isOrigin) : [],
  }
}

/**
 * The part of it that pages draw by. A list of methods with nothing right in it allows none, so that a slip of the
 * pen opens nothing that was to be shut.
 */
export function allowedMethodsIn({
  signInMethods: methods,
  requireManagedLogin,
}: Readonly<Record<string, unknown>>): SignInMethod[] {
  return signInMethods.filter(
    (method) =>
      (requireManagedLogin !== true || method === 'managedLogin') &&
      (!isList(methods) || methods.includes(method)),
  )
}

function isList(value: unknown): value is unknown[] {
  return Array.isArray(value)
}

function isOrigin(value: unknown): value is Origin {
  return typeof value === 'string' && originOf(value) === value
}
