import type { SignInMethod } from '../contract/policy.ts'
import type { ManagedLogin, Profile } from '../contract/profile.ts'
import type { SignInWay } from '../contract/signing-in.ts'
import { policyWord } from '../controls/policy-words.ts'
import { type PlainKey } from '../words/say.ts'

/** A way to begin with, and what its button says beside another. */
export interface Beginning {
  way: SignInWay
  says: PlainKey
}

/** What can be begun at a user pool: what it has and the operator allows. */
export interface Offer {
  /** Its own pages. */
  login: ManagedLogin | undefined
  /** They are what most people are meant to take. */
  loginLeads: boolean
  /** What a typed user name can lead to, the first of it first; nothing where that is not allowed. */
  beginnings: readonly Beginning[]
  /** The password goes to the pool as it is. */
  plain: boolean
  /** Why something is missing. */
  why: string | undefined
  /** Its own pages alone are allowed, and nobody said where they are. */
  nowhere: boolean
}

const PASSWORD: Beginning = { way: 'password', says: 'wayPassword' }
const QUESTIONS: Beginning = { way: 'custom', says: 'wayQuestions' }

const preferredWords: Readonly<Record<string, { of: SignInMethod; says: PlainKey }>> = {
  EMAIL_OTP: { of: 'password', says: 'wayEmail' },
  SMS_OTP: { of: 'password', says: 'waySms' },
  WEB_AUTHN: { of: 'passkey', says: 'wayPasskey' },
}

export function offerAt(profile: Profile | undefined, methods: readonly SignInMethod[]): Offer {
  const login = methods.includes('managedLogin') ? profile?.login : undefined
  const beginnings = beginningsAt(profile, methods.includes('password'), methods.includes('passkey'))
  return {
    login,
    loginLeads: login !== undefined && (beginnings.length === 0 || profile?.preferred === undefined),
    beginnings,
    plain: profile?.plainPassword === true,
    why: policyWord(methods),
    nowhere: methods.length > 0 && beginnings.length === 0 && login === undefined,
  }
}

function beginningsAt(profile: Profile | undefined, typed: boolean, passkey: boolean): Beginning[] {
  if (!typed) return passkey ? [{ way: 'choice', says: 'wayPasskey' }] : []
  const preferred = preferredWords[profile?.preferred ?? '']
  const leads = preferred !== undefined && (preferred.of === 'password' || passkey)
  if (leads) return [{ way: 'choice', says: preferred.says }, PASSWORD, QUESTIONS]
  return [PASSWORD, { way: 'choice', says: passkey ? 'wayPasskeyOrCode' : 'wayCode' }, QUESTIONS]
}
