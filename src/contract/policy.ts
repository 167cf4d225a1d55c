import * as v from 'valibot'
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

const list = v.array(v.unknown())

/**
 * Reads what an operator wrote. Each wrong value is dropped alone and the rest stands; a list of methods with
 * nothing right in it allows none, so that a slip of the pen opens nothing that was to be shut.
 *
 * @example policyFrom({ signInMethods: ['managedLogin', 'passkey'] }).allowedMethods // without 'password'
 */
export function policyFrom(managed: Readonly<Record<string, unknown>>): Policy {
  const { signInMethods: methods, requireManagedLogin, clientMetadataOrigins: sites } = managed
  const offered = requireManagedLogin === true ? (['managedLogin'] as const) : signInMethods
  return {
    allowedMethods: v.is(list, methods) ? offered.filter((method) => methods.includes(method)) : offered,
    clientMetadataOrigins: v.is(list, sites) ? sites.filter(isOrigin) : [],
  }
}

function isOrigin(value: unknown): value is Origin {
  return typeof value === 'string' && originOf(value) === value
}
