import type { SignInReason } from '@cognito-shared-session/page-sdk/protocol'

/** Why a session ended by itself, for the person whose session it was. */
export const signInReasons: Record<SignInReason, string> = {
  revoked: 'This sign-in was ended elsewhere: on another device, or by an administrator.',
  reused:
    'The user pool saw an old refresh token used again and ended this sign-in to be safe. If you did not restore a backup, tell your administrator.',
  rotationLost:
    'The connection broke just as the user pool renewed this sign-in, and the renewed token never arrived.',
  userGone: 'This user no longer exists in the user pool.',
  userDisabled: 'This user was disabled in the user pool. Ask its administrator.',
  unconfirmed: 'This user is not confirmed yet. Follow the link or code you were sent, then sign in.',
  passwordReset: 'The password must be reset before you can sign in again.',
  clientGone: 'The user pool no longer knows this app. Ask your administrator which one to use.',
  expired: 'This sign-in came to its end.',
  damaged: 'What was stored of this sign-in could not be read any more and was set aside.',
}
