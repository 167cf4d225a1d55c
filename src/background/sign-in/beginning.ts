import {
  AuthenticationDetails,
  type AuthenticationFlow,
  type CognitoUser,
  type SignInStep,
} from '@cognito-shared-session/cognito-session'
import type { PreferredFactor, Profile } from '../../contract/profile.ts'
import type { SignInWay } from '../../contract/signing-in.ts'

export interface Beginning {
  username: string
  password?: string | undefined
  way: SignInWay
  /** What the user pool's profile says of passwords, where one is given. */
  profile?: Pick<Profile, 'plainPassword' | 'preferred'> | undefined
  preferred?: Exclude<PreferredFactor, 'PASSWORD_SRP'> | undefined
}

/** The first request of a sign-in. By SRP no password leaves the worker. */
export function begin(
  user: CognitoUser,
  { username, password, way, profile, preferred }: Beginning,
): Promise<SignInStep> {
  user.setAuthenticationFlowType(way === 'password' ? passwordFlow(profile) : flows[way])
  const preference = preferred && { PREFERRED_CHALLENGE: preferred }
  return user.startSignIn(
    new AuthenticationDetails({ Username: username, Password: password, AuthParameters: preference }),
  )
}

const flows: Record<Exclude<SignInWay, 'password'>, AuthenticationFlow> = {
  choice: 'USER_AUTH',
  custom: 'CUSTOM_AUTH',
}

/** In plain only where the profile says so. Where choice-based sign-in is set up, it takes the password, by SRP too. */
function passwordFlow({ plainPassword, preferred }: Beginning['profile'] = {}): AuthenticationFlow {
  if (plainPassword) return 'USER_PASSWORD_AUTH'
  return preferred === undefined ? 'USER_SRP_AUTH' : 'USER_AUTH'
}
