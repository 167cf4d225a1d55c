import { callApi } from './call-api.ts'
import type { Answer } from './call-api.ts'

interface SignIn {
  url: string
  client: { id: string }
  user: { signInName: string; password: string }
  extra?: Record<string, string>
}

/** USER_PASSWORD_AUTH, the shortest way to tokens. */
export function passwordSignIn({ url, client, user, extra }: SignIn): Promise<Answer> {
  return callApi(url, 'InitiateAuth', {
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: client.id,
    AuthParameters: { USERNAME: user.signInName, PASSWORD: user.password, ...extra },
  })
}
