export type { Call, Calls } from './calls.ts'
export { movableClock } from './clock.ts'
export type { MovableClock } from './clock.ts'
export { demoSeed } from './demo-seed.ts'
export type { Fault, FaultRule, Faults } from './faults.ts'
export type {
  ClientInfo,
  DemoSeed,
  LocalUserPool,
  UserChanges,
  UserInfo,
  UserPoolOptions,
} from './local-user-pool.ts'
export type { Inbox, Medium, Message } from './inbox.ts'
export type { RefreshHistory, RefreshTokenHistory } from './refresh-history.ts'
export type { Seed, SeedClient, SeedMfa, SeedUser } from './seed.ts'
export { secretHash } from './sign-in/client-secret.ts'
export type { CustomChallenge } from './sign-in/custom-challenge.ts'
export { startUserPool } from './start-user-pool.ts'
export type { AuthFlow, ClientSettings } from './store/client.ts'
export type { RefreshOutcome } from './store/refresh-tokens.ts'
export type { MfaMethod, UserStatus } from './store/user.ts'
export { totpCode } from './crypto/totp.ts'
