import type { PageMessages, SessionView } from '@cognito-shared-session/page-sdk/protocol'
import type { Grant } from './grant.ts'
import type { AccountId, Origin, ProfileId, TransactionId } from './identity.ts'
import type { Passkey } from './passkey.ts'
import type { StoredSessions } from './stored-session.ts'
import type { Profile, ProfileInput } from './profile.ts'
import type { SignInAnswer, SignInQuestion, SignInStanding } from './signing-in.ts'
import type { UntilChoice } from './until.ts'

/** What the panel is told to draw; the tab is the one the person looks at. */
interface ShowClaims {
  tabId: number
}

/** What of a transaction goes into the address of managed login: nothing of it is a secret. */
export interface AuthorizationRequest {
  /** Comes back with the answer, and names the transaction. */
  state: string
  /** Comes back in the id token. */
  nonce: string
  /** The SHA-256 of the verifier, which stays in the background. */
  codeChallenge: string
}

/** Which step of which sign-in is meant. */
interface StepQuestion {
  transaction: TransactionId
  turn: number
}

/** What the person ticked for a site. The account is the one the popup shows. */
export interface AllowSite extends Pick<Grant, 'origin' | 'gives' | 'account' | 'maySignOut'> {
  tabId: number
  until: UntilChoice
  /** The site in the address bar, where it is a frame that is allowed. */
  top?: Origin | undefined
}

/** Everything the background can be asked. A new ability starts with a line here. */
export interface Messages extends Omit<PageMessages, 'getSession' | 'signOut'> {
  getSession(
    question: Parameters<PageMessages['getSession']>[0] & { account?: AccountId | undefined },
  ): SessionView
  signOut(question: Parameters<PageMessages['signOut']>[0] & { account?: AccountId | undefined }): null
  /**
   * Begins a sign-in. Where it is done at once the answer names the account, whose view is in `view:<account>`;
   * else the sign-in, whose next step is in `signing-in:<transaction>`.
   */
  signIn(question: SignInQuestion): SignInStanding
  answerSignIn(question: StepQuestion & { answer: SignInAnswer }): SignInStanding
  /** Sends a code once more, where Cognito has that. */
  resendCode(question: StepQuestion): SignInStanding
  signInBack(question: StepQuestion): SignInStanding
  cancelSignIn(question: { transaction: TransactionId }): null
  /** Says of each sign-in whose request a dead worker never heard of that the step must be repeated. */
  resumeSignIns(question: Parameters<PageMessages['disconnect']>[0]): null
  /** Sends a code with which a new password can be set: the next step. */
  forgotPassword(question: Omit<SignInQuestion, 'password' | 'way'>): SignInStanding
  /** A new secret for the authenticator app that a sign-in wants to be set up, and the turn that goes with it. */
  authenticatorSecret(question: StepQuestion): { secret: string; turn: number }
  /** The user pool and this browser forget that this device was remembered. */
  forgetDevice(question: { account: AccountId }): null
  passkeys(question: { account: AccountId }): Passkey[]
  /** What `navigator.credentials.create` is to be asked for, as JSON. */
  passkeyOptions(question: { account: AccountId }): Record<string, unknown>
  addPasskey(question: { account: AccountId; credential: Record<string, unknown> }): null
  deletePasskey(question: { account: AccountId; id: string }): null
  /**
   * Begins a transaction of managed login, which lives for ten minutes; one that was under way ends. The answer
   * of managed login is to come back to `redirectUri`.
   */
  beginManagedLogin(question: { profile: ProfileId; redirectUri: string }): AuthorizationRequest
  /** Ends the transaction that `state` names and signs in with the code of managed login's answer. */
  finishManagedLogin(question: { state: string; code: string }): { account: AccountId }
  /** Which of several accounts is meant where none is named, and shown first. */
  chooseAccount(question: { account: AccountId }): null
  /** Which of several user pools is offered first where somebody signs in. */
  chooseProfile(question: { profile: ProfileId }): null
  /** Signs an account out and removes all that is stored of it, the permissions of its sites included. */
  forgetAccount(question: { account: AccountId }): null
  /** What the library of the site in this tab stored of a session of ours. Only on a site that was allowed. */
  findStoredSessions(question: { tabId: number }): StoredSessions
  /** The person saw whose session it is: it becomes the extension's, and the site's copy goes. */
  importStoredSession(question: { tabId: number; account: AccountId }): { account: AccountId }
  /** Whether sessions are to outlive the browser, encrypted on the disk. Off destroys what was kept. */
  setStaySignedIn(question: { on: boolean }): null
  /** Stores a user pool's app client, or changes the stored one. */
  saveProfile(question: ProfileInput): Profile
  removeProfile(question: { profile: ProfileId }): null
  /**
   * The person clicked "Allow": makes the grant if the browser already gave the host permission, else keeps
   * the click for the five minutes in which the browser's own question may be answered.
   */
  allowSite(question: AllowSite): { state: 'allowed' | 'waiting' }
  /** The person said no to the browser's question: the click is forgotten. */
  declineSite(question: { origin: Origin }): null
  revokeSite(question: { origin: Origin }): null
  /** The person said no to a page that asked. */
  refuseSite(question: { origin: Origin }): null
  /** Forgets all that was noted of what happened. */
  clearActivity(question: Parameters<PageMessages['disconnect']>[0]): null
  /**
   * One of the two tokens, for the person to copy; refreshed first where it came to its end. The refresh token cannot
   * be asked for.
   */
  copyToken(question: { account: AccountId; token: 'idToken' | 'accessToken' }): SessionView
  /** Draws the claims of the current session on the page in this tab. */
  showClaims(question: ShowClaims): null
}

export type Method = keyof Messages
export type Params<Name extends Method> = Parameters<Messages[Name]>[0]
export type Value<Name extends Method> = ReturnType<Messages[Name]>
