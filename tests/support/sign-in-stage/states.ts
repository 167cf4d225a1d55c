import type { ProfileId } from '../../../src/contract/identity.ts'
import type { PolicyInForce, SignInMethod } from '../../../src/contract/policy.ts'
import { policyFrom } from '../../../src/contract/read-policy.ts'
import type { Profile } from '../../../src/contract/profile.ts'
import type { SigningIn } from '../../../src/contract/signing-in.ts'
import type { SessionViewRecord } from '../../../src/contract/view.ts'
import { ada, otherProfile, profile } from '../popup-stage/people.ts'
import { faces, signingInAt, steps, type Face, type StepName } from './steps.ts'

/** One thing a person can see on the sign-in page. */
export interface State {
  signingIns?: readonly SigningIn[]
  profiles?: readonly Profile[]
  /** The user pool that is offered first. */
  first?: ProfileId
  methods?: readonly SignInMethod[]
  policy?: PolicyInForce
  views?: readonly SessionViewRecord[]
  /** The page is about this account. */
  signedIn?: true
  /** An answer is given, and this becomes of it. */
  answered?: { step: StepName; face: Exclude<Face, 'asked'> }
  /** What is clicked before it is looked at. */
  clicks?: readonly string[]
  /** Somebody waits in it until they can leave off. */
  long?: true
}

const domain = 'https://acme.auth.eu-west-1.amazoncognito.com'
const withLogin: Profile = { ...profile, login: { domain, scopes: ['openid'] } }
const withProviders: Profile = {
  ...profile,
  login: { domain, scopes: ['openid'], providers: ['Google', 'SignInWithApple', 'Acme SSO'] },
}

function stepStates(): [string, State][] {
  const names = Object.keys(steps) as StepName[]
  return names.flatMap((step) =>
    faces.map((face): [string, State] => [
      `${step}-${face}`,
      {
        signingIns: step === 'start' ? [] : [signingInAt(step)],
        ...(face === 'asked' ? {} : { answered: { step, face } }),
      },
    ]),
  )
}

const chooses: State = { signingIns: [signingInAt('chooseFactor')] }
const setsUp: SigningIn = signingInAt('setUpMfa')
const several: SigningIn = {
  ...setsUp,
  screen: { ...steps.setUpMfa.screen, options: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] },
}

/** Every step with every face, and what the page shows beside. */
export const states: Record<string, State> = {
  ...Object.fromEntries(stepStates()),
  'start-long': { views: [ada], answered: { step: 'start', face: 'busy' }, long: true },
  'code-long': { signingIns: [signingInAt('code')], answered: { step: 'code', face: 'busy' }, long: true },
  'passkey-long': {
    signingIns: [signingInAt('passkey')],
    answered: { step: 'passkey', face: 'busy' },
    long: true,
  },
  'no-pool': { profiles: [] },
  'no-pool-managed': {
    profiles: [],
    policy: { ...policyFrom({ hideFirstRun: true }), version: 1, print: '' },
  },
  'several-pools': { profiles: [withProviders, otherProfile] },
  'another-pool-first': { profiles: [withProviders, otherProfile], first: otherProfile.id },
  'password-changed': {
    signingIns: [{ ...signingInAt('start'), screen: { step: 'start', passwordChanged: true } }],
  },
  'other-ways': { clicks: ['Other ways to sign in'] },
  'managed-login': { profiles: [withLogin] },
  'identity-providers': { profiles: [withProviders] },
  'plain-password': { profiles: [{ ...profile, plainPassword: true }] },
  'first-a-code': { profiles: [{ ...profile, preferred: 'EMAIL_OTP' }], clicks: ['Other ways to sign in'] },
  'first-a-passkey': { profiles: [{ ...withLogin, preferred: 'WEB_AUTHN' }] },
  'code-of-an-app': {
    signingIns: [
      {
        ...signingInAt('code'),
        screen: { ...steps.code.screen, challenge: 'SOFTWARE_TOKEN_MFA', medium: 'authenticator' },
      },
    ],
  },
  'code-sent-again': {
    signingIns: [
      {
        ...signingInAt('code'),
        way: 'choice',
        resend: 'EMAIL_OTP',
        screen: { ...steps.code.screen, challenge: 'EMAIL_OTP', medium: 'email', destination: 'a***@a***' },
      },
    ],
  },
  'set-up-several': { signingIns: [several] },
  'set-up-key': { signingIns: [setsUp], clicks: ['Cannot scan it?'] },
  'set-up-by-administrator': {
    signingIns: [{ ...setsUp, screen: { ...steps.setUpMfa.screen, options: ['SMS_MFA'] } }],
  },
  'signed-in': { views: [ada], signedIn: true },
  passkeys: { views: [ada], signedIn: true, clicks: ['Passkeys'] },
  'policy-managed-login-alone': { profiles: [withProviders], methods: ['managedLogin'] },
  'policy-managed-login-nowhere': { methods: ['managedLogin'] },
  'policy-no-password': { profiles: [withLogin], methods: ['managedLogin', 'passkey'] },
  'policy-passkey-alone': { profiles: [withLogin], methods: ['passkey'] },
  'policy-password-alone': {
    profiles: [withLogin],
    methods: ['password'],
    clicks: ['Other ways to sign in'],
  },
  'policy-nothing': { profiles: [withLogin], methods: [] },
  'policy-choice-without-passkey': { ...chooses, methods: ['password', 'managedLogin'] },
  'policy-choice-without-password': { ...chooses, methods: ['passkey'] },
  'policy-choice-nothing-left': {
    signingIns: [
      {
        ...signingInAt('chooseFactor'),
        screen: { ...steps.chooseFactor.screen, options: ['PASSWORD', 'EMAIL_OTP'] },
      },
    ],
    methods: ['passkey'],
  },
}
