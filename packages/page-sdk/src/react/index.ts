export {
  sessionStore,
  type SessionSnapshot,
  type SessionStore,
  type SessionStoreOptions,
} from './session-store.ts'
export { useCognitoSession } from './use-cognito-session.ts'
