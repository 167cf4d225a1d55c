import { chosenView } from '../contract/chosen-account.ts'
import type { AccountId } from '../contract/identity.ts'
import type { Profile } from '../contract/profile.ts'
import type { SessionViewRecord, SignedInView } from '../contract/view.ts'
import type { Snapshot } from './snapshot.ts'

export type SignInNeededView = Extract<SessionViewRecord, { state: 'signInNeeded' }>

/** Which of its faces the popup shows. */
export type Scene =
  | { kind: 'noProfile' }
  | { kind: 'signedOut'; profiles: readonly Profile[] }
  | { kind: 'signInNeeded'; view: SignInNeededView; profiles: readonly Profile[] }
  | { kind: 'signedIn'; view: SignedInView; profile: Profile | undefined }

/** `choice` is the account the person picked in this popup; it gives way when that account signs out. */
export function sceneOf(snapshot: Snapshot, choice: AccountId | undefined): Scene {
  const { profiles } = snapshot
  const view = chosenView(snapshot.views, choice, snapshot.settings?.currentAccount)
  if (view?.state === 'signedIn') {
    return { kind: 'signedIn', view, profile: profiles.find(({ id }) => id === view.profile) }
  }
  if (profiles.length === 0) return { kind: 'noProfile' }
  if (view?.state === 'signInNeeded') return { kind: 'signInNeeded', view, profiles }
  return { kind: 'signedOut', profiles }
}
