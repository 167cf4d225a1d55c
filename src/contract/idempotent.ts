import type { Method } from './messages.ts'

/**
 * Questions that may be asked twice with the same effect as once. Only these are asked again when a worker
 * died on the way: a second `signIn` would be a second sign-in.
 */
export const idempotent: Record<Method, boolean> = {
  connect: true,
  getSession: true,
  permissions: true,
  disconnect: true,
  signOut: true,
  signIn: false,
  answerSignIn: false,
  resendCode: false,
  signInBack: false,
  cancelSignIn: true,
  resumeSignIns: true,
  forgotPassword: false,
  authenticatorSecret: false,
  forgetDevice: false,
  passkeys: true,
  passkeyOptions: true,
  addPasskey: false,
  deletePasskey: false,
  beginManagedLogin: true,
  finishManagedLogin: false,
  chooseAccount: true,
  chooseProfile: true,
  forgetAccount: true,
  findStoredSessions: true,
  importStoredSession: false,
  setStaySignedIn: true,
  saveProfile: true,
  removeProfile: true,
  allowSite: true,
  declineSite: true,
  revokeSite: true,
  refuseSite: true,
  clearActivity: true,
  copyToken: true,
  showClaims: false,
}
