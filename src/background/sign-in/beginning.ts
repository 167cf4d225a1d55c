import {
  AuthenticationDetails,
  type AuthenticationFlow,
  type CognitoUser,
  type SignInStep,
} from '@cognito-shared-session/cognito-session'
import type { Resend, SignInWay } from '../../contract/signing-in.ts'

export interface Beginning {
  username: string
  password?: string | undefined
  way: SignInWay
  /** Whether the operator has the password sent as it is, where a pool cannot do SRP. */
  plain?: boolean | undefined
  preferred?: Exclude<Resend, 'ForgotPassword'>
}

const flows: Record<SignInWay, AuthenticationFlow> = {
  password: 'USER_SRP_AUTH',
  choice: 'USER_AUTH',
  custom: 'CUSTOM_AUTH',
}

/** The first request of a sign-in. By SRP no password leaves the worker. */
export function begin(
  user: CognitoUser,
  { username, password, way, plain, preferred }: Beginning,
): Promise<SignInStep> {
  user.setAuthenticationFlowType(way === 'password' && plain ? 'USER_PASSWORD_AUTH' : flows[way])
  const preference = preferred && { PREFERRED_CHALLENGE: preferred }
  return user.startSignIn(
    new AuthenticationDetails({ Username: username, Password: password, AuthParameters: preference }),
  )
}
