import { originOf, type ProfileId } from './identity.ts'

/** One app client of one user pool, as a person or an operator entered it. Stored under `profile:<id>`. */
export interface Profile extends ProfileInput {
  version: 1
  id: ProfileId
  /** `preset` comes with the build, `policy` from the operator: neither can be changed or removed by the person. */
  source: 'person' | 'preset' | 'policy'
  /** Removed by the person; kept only until its last sign-out is told to the pool. */
  removed?: true
}

export interface ProfileInput {
  /** Shown to the person. */
  name: string
  /** e.g. `eu-west-1_aBcDeFgHi`; the region stands before the underscore. */
  poolId: string
  clientId: string
  /** Where the pool answers, if not at Amazon: a local user pool, e.g. `http://127.0.0.1:9230`. */
  endpoint?: string | undefined
  /** Sends the password as it is (`USER_PASSWORD_AUTH`), for pools that cannot do SRP: those that move their users. */
  plainPassword?: boolean | undefined
  /** What choice-based sign-in begins with, where the app client has that. */
  preferred?: PreferredFactor | undefined
  /** Where the pool has pages of its own to sign in on. */
  login?: ManagedLogin | undefined
}

/** First factors of choice-based sign-in (`USER_AUTH`): values of `PREFERRED_CHALLENGE`. */
export const preferredFactors = ['PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] as const
export type PreferredFactor = (typeof preferredFactors)[number]

/** Managed login of a user pool (once: its hosted UI), as one app client uses it. */
export interface ManagedLogin {
  /** Its origin, e.g. `https://acme.auth.eu-west-1.amazoncognito.com`. */
  domain: string
  /** What is asked for; always with `openid`, without which there is no id token. */
  scopes: string[]
  /** Identity providers to go to directly, by their names in the pool, e.g. `Google`. */
  providers?: string[] | undefined
}

/** Characters that a pool's name may have here. */
export const LONGEST_NAME = 80

/** Cognito's own pattern and length: `UserPoolId` in the API reference of `UserPoolClientType`. */
export function isPoolId(text: string): boolean {
  return text.length <= 55 && /^[\w-]+_[0-9A-Za-z]+$/.test(text)
}

/** Cognito's own pattern: `ClientId` in the API reference of `UserPoolClientType`. */
export function isClientId(text: string): boolean {
  return /^[\w+]{1,128}$/.test(text)
}

/** An origin as a browser writes it: https, or http on this machine. */
export function isDomain(text: string): boolean {
  return originOf(text) === text
}

/** An https address, or http on this machine; a user name or password in it would be refused by `fetch`. */
export function isEndpoint(text: string): boolean {
  return originOf(text) !== undefined && !/^\w+:\/\/[^/]*@/.test(text)
}
