import type { SrpPurpose } from '../store/srp-attempts.ts'
import { checkSecretHash } from './client-secret.ts'
import type { SignInAnswer, SignInRequest } from './context.ts'
import { openSrp, passwordSubject } from './open-srp.ts'

/** Asks for the proof of a password: PASSWORD_VERIFIER. The SECRET_BLOCK stands in for a Session. */
export function askPasswordProof(request: SignInRequest, purpose: SrpPurpose): SignInAnswer {
  const typed = request.answers.entry('USERNAME')
  const subject = passwordSubject(request, typed, purpose)
  const { user } = subject.identity
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeParameters: { ...openSrp(request, subject), USERNAME: user, USER_ID_FOR_SRP: user },
  }
}

/** USER_SRP_AUTH. */
export function userSrpAuth(request: SignInRequest): SignInAnswer {
  const { client, answers } = request
  checkSecretHash(client, answers.entry('USERNAME'), answers.optional('SECRET_HASH'))
  return askPasswordProof(request, 'password')
}
