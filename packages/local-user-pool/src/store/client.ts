import type { FirstFactor } from './auth-sessions.ts'

/** What `InitiateAuth` can be asked for as AuthFlow. */
export type AuthFlow =
  | 'CUSTOM_AUTH'
  | 'REFRESH_TOKEN_AUTH'
  | 'USER_AUTH'
  | 'USER_PASSWORD_AUTH'
  | 'USER_SRP_AUTH'

/** What a test can change about an app client while the pool runs. Times are in seconds. */
export interface ClientSettings {
  /** The flows that ExplicitAuthFlows allows. */
  flows: readonly AuthFlow[]
  /** Cognito: 300 to 86 400. */
  accessTokenSeconds: number
  /** Cognito: 300 to 86 400. */
  idTokenSeconds: number
  /** Cognito: 3600 to 315 360 000 (ten years). */
  refreshTokenSeconds: number
  /** How long a sign-in may take between two steps. Cognito: 180 to 900. */
  authSessionSeconds: number
  /** Refresh-token rotation; undefined where it is off. Grace: 0 to 60. */
  rotation: { graceSeconds: number } | undefined
  /** EnableTokenRevocation: tokens carry `origin_jti` and can be revoked. */
  revocation: boolean
  /** PreventUserExistenceErrors: ENABLED. */
  preventUserExistenceErrors: boolean
  /** Whether everybody needs a second factor. Cognito decides this for the pool, here each client does. */
  mfaRequired: boolean
  /** Device tracking, `optIn` where the person is asked. Cognito decides this for the pool, here each client does. */
  devices: 'always' | 'off' | 'optIn'
  /** First factors of USER_AUTH, as far as the user has them. Cognito decides this for the pool, here each client does. */
  firstFactors: readonly FirstFactor[]
  /** OAuth scopes that managed login grants. */
  scopes: readonly string[]
  /** Where managed login may send people back to; compared character by character. */
  callbackUrls: readonly string[]
  /** Where /logout may send people to. */
  logoutUrls: readonly string[]
  /** A client that is switched off refuses everything. */
  enabled: boolean
  /** A deleted client does not exist. */
  deleted: boolean
}

export interface Client extends ClientSettings {
  /** What the seed calls it. */
  name: string
  id: string
  secret: string | undefined
}

/** Cognito's own defaults for a new app client. */
export const defaultSettings: ClientSettings = {
  flows: ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'CUSTOM_AUTH', 'USER_AUTH', 'REFRESH_TOKEN_AUTH'],
  accessTokenSeconds: 3600,
  idTokenSeconds: 3600,
  refreshTokenSeconds: 30 * 86_400,
  authSessionSeconds: 180,
  rotation: undefined,
  revocation: true,
  preventUserExistenceErrors: true,
  mfaRequired: false,
  devices: 'off',
  firstFactors: ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'],
  scopes: ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'],
  callbackUrls: ['http://localhost:3000/callback'],
  logoutUrls: ['http://localhost:3000/'],
  enabled: true,
  deleted: false,
}

type Life = 'accessTokenSeconds' | 'authSessionSeconds' | 'idTokenSeconds' | 'refreshTokenSeconds'

/** What Cognito accepts, in seconds. */
const lives: Record<Life, { min: number; max: number }> = {
  accessTokenSeconds: { min: 300, max: 86_400 },
  idTokenSeconds: { min: 300, max: 86_400 },
  refreshTokenSeconds: { min: 3600, max: 315_360_000 },
  authSessionSeconds: { min: 180, max: 900 },
}

const lifeNames: readonly Life[] = [
  'accessTokenSeconds',
  'idTokenSeconds',
  'refreshTokenSeconds',
  'authSessionSeconds',
]

/** What is wrong with the settings, as a sentence; undefined where nothing is. */
export function complaintAbout(settings: ClientSettings, liftMinimums: boolean): string | undefined {
  for (const life of lifeNames) {
    const { min, max } = liftMinimums ? { min: 1, max: lives[life].max } : lives[life]
    if (settings[life] < min || settings[life] > max) {
      return `${life} is ${settings[life]}, and must be ${min} to ${max}${liftMinimums ? '' : ' (liftMinimums: true lifts the lower bound)'}.`
    }
  }
  const grace = settings.rotation?.graceSeconds ?? 0
  return grace < 0 || grace > 60 ? `rotation.graceSeconds is ${grace}, and must be 0 to 60.` : undefined
}

/** The settings with every life at least Cognito's shortest. */
export function raisedToMinimums<Settings extends ClientSettings>(settings: Settings): Settings {
  const raised = { ...settings }
  for (const life of lifeNames) raised[life] = Math.max(settings[life], lives[life].min)
  return raised
}
