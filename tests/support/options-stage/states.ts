import type { OwnBuild } from '../../../src/browser/own-build.ts'
import type { Method } from '../../../src/contract/messages.ts'
import { signInMethods } from '../../../src/contract/policy.ts'
import type { Profile } from '../../../src/contract/profile.ts'
import type { Known } from '../../../src/options/known.ts'
import type { SectionName } from '../../../src/options/section.ts'
import { profile } from '../popup-stage/people.ts'
import type { Answer } from '../popup-stage/states.ts'

/** One thing a person can see on the options page. */
export interface State {
  section: SectionName
  known?: Partial<Known>
  presets?: readonly Profile[]
  build?: Partial<OwnBuild>
  /** What is clicked before it is looked at: exact texts. */
  clicks?: readonly string[]
  /** How the background answers what the clicks ask. */
  answers?: Partial<Record<Method, Answer>>
}

const login = { domain: 'https://acme.auth.eu-west-1.amazoncognito.com', scopes: ['openid'] }
const withLogin: Profile = { ...profile, login }
const mine: Profile = {
  ...withLogin,
  source: 'person',
  preferred: 'EMAIL_OTP',
  plainPassword: true,
  login: { ...login, providers: ['Google', 'SignInWithApple', 'Acme SSO'] },
}

const form = { section: 'pools', clicks: ['Change', 'Advanced'] } as const

export const states: Record<string, State> = {
  'pools-none': { section: 'pools' },
  'pools-of-the-build': { section: 'pools', presets: [withLogin] },
  'pools-managed-login-alone': {
    section: 'pools',
    known: { stored: [withLogin], methods: ['managedLogin'] },
  },
  'pools-no-managed-login': {
    section: 'pools',
    known: { stored: [withLogin], methods: ['password', 'passkey'] },
  },
  'pools-nothing-allowed': { section: 'pools', known: { stored: [withLogin], methods: [] } },
  'pools-form': { ...form, known: { stored: [mine], methods: signInMethods } },
  'pools-form-managed-login-alone': { ...form, known: { stored: [mine], methods: ['managedLogin'] } },
  'pools-form-no-passkey': { ...form, known: { stored: [mine], methods: ['password'] } },
  about: { section: 'about' },
  'about-published': { section: 'about', build: { homepage: 'https://example.org/shared-session' } },
}
