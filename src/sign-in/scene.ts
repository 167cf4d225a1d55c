import type { AccountId, TransactionId } from '../contract/identity.ts'
import { isWaiting, type SigningIn } from '../contract/signing-in.ts'
import type { SignedInView } from '../contract/view.ts'
import type { Known } from './known.ts'

/** Which of its faces the page shows. */
export type Scene =
  | { kind: 'noPool' }
  /** `before`: a sign-in that has to begin anew, with why. */
  | { kind: 'start'; before: SigningIn | undefined }
  | { kind: 'step'; signingIn: SigningIn }
  | { kind: 'signedIn'; view: SignedInView }

/** What this page is about: what its address names, then what was done in it. */
export interface About {
  transaction: TransactionId | undefined
  account: AccountId | undefined
  /** A sign-in that waited when the page was opened is gone on with, unless the person wants another. */
  goOn: boolean
}

export function sceneOf({ signingIns, views, profiles }: Known, about: About, now: number): Scene {
  const living = signingIns.filter(({ expiresAt }) => expiresAt > now)
  const named = living.find(({ id }) => id === about.transaction)
  const found = named ?? (about.goOn && about.account === undefined ? living.find(isWaiting) : undefined)
  if (found !== undefined && found.screen.step !== 'start') return { kind: 'step', signingIn: found }
  const view = views.find(({ account }) => account === about.account)
  if (view?.state === 'signedIn') return { kind: 'signedIn', view }
  return profiles.length === 0 ? { kind: 'noPool' } : { kind: 'start', before: found }
}
