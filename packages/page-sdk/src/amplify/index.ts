export { amplifyAuth, type AmplifyAuth, type AmplifyAuthOptions } from './amplify-auth.ts'
export type { AmplifyHub, AmplifyJwt, AmplifyTokenProvider, AuthEvent } from './amplify.ts'
