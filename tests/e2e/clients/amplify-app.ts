import { Amplify } from 'aws-amplify'
import { fetchAuthSession, getCurrentUser, signOut } from 'aws-amplify/auth'
import { Hub } from 'aws-amplify/utils'
import { connectSession } from '@cognito-shared-session/page-sdk'
import { amplifyAuth } from '@cognito-shared-session/page-sdk/amplify'
import { expose, setting } from './page.ts'

const config = { Auth: { Cognito: { userPoolId: setting('pool'), userPoolClientId: setting('client') } } }
const heard: string[] = []

Amplify.configure(config)
Hub.listen('auth', ({ payload }) => heard.push(payload.event))
const session = await connectSession({ want: { idToken: true, accessToken: true }, wait: true })
Amplify.configure(config, amplifyAuth(session, { Hub }))

async function tokens(forceRefresh: boolean) {
  const { tokens, userSub } = await fetchAuthSession({ forceRefresh })
  return {
    userSub,
    accessToken: tokens?.accessToken.toString(),
    email: tokens?.idToken?.payload['email'],
  }
}

expose({
  tokens: () => tokens(false),
  refresh: () => tokens(true),
  user: () => getCurrentUser(),
  signOut: () => signOut(),
  heard: () => heard,
})
