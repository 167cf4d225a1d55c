import type { PolicyKey } from './policy.ts'

/** As much of JSON Schema as Chromium reads for `storage.managed`: types, and no choices, patterns or alternatives. */
export type ManagedSchema =
  | { type: 'boolean' | 'number' | 'string'; title?: string; description?: string }
  | { type: 'array'; items: ManagedSchema; title?: string; description?: string }
  | { type: 'object'; properties: Record<string, ManagedSchema>; title?: string; description?: string }

/** What an operator, and whoever reads a managed browser's settings, is told of a key. */
type Described = ManagedSchema & { title: string; description: string }

const list = { type: 'array', items: { type: 'string' } } as const

/**
 * Every key of the policy. `npm run schema` writes `public/managed-schema.json` of it. It says no more than types, so
 * that a value of the right type that is wrong all the same reaches `policyFrom`, which says what is wrong with it.
 */
export const policyKeys: Readonly<Record<PolicyKey, Described>> = {
  signInMethods: {
    title: 'In which ways people may sign in',
    description: 'Some of: password, managedLogin, passkey. Without this, all of them.',
    ...list,
  },
  requireManagedLogin: {
    title: 'Sign in by managed login alone',
    description: 'True: no password and no passkey is asked for in the extension.',
    type: 'boolean',
  },
  clientMetadataOrigins: {
    title: 'Sites whose clientMetadata reaches the user pool’s Lambda triggers',
    description: 'Exact origins, as https://app.example or http://localhost:5173. Without this, none.',
    ...list,
  },
  profiles: {
    title: 'User pools that are set up for everybody',
    description: 'App clients of user pools. People can neither change nor remove them.',
    type: 'array',
    items: {
      type: 'object',
      properties: {
        name: { type: 'string', description: 'Shown to people.' },
        poolId: { type: 'string', description: 'As eu-west-1_aBcDeFgHi.' },
        clientId: { type: 'string', description: 'Of an app client without a secret.' },
        endpoint: { type: 'string', description: 'Where the pool answers, if not at Amazon.' },
        login: {
          type: 'object',
          description: 'Managed login, where the pool has it.',
          properties: {
            domain: { type: 'string', description: 'As https://acme.auth.eu-west-1.amazoncognito.com.' },
            scopes: { ...list, description: 'OAuth scopes; openid among them.' },
            providers: { ...list, description: 'Identity providers to go to directly, by their names.' },
          },
        },
        plainPassword: { type: 'boolean', description: 'True: USER_PASSWORD_AUTH in place of SRP.' },
        preferred: {
          type: 'string',
          description: 'First factor: PASSWORD_SRP, EMAIL_OTP, SMS_OTP or WEB_AUTHN.',
        },
      },
    },
  },
  allowedSites: {
    title: 'Sites that have the session without being allowed one by one',
    description:
      'Each with what it gets. It gets the bridge at once where the extension’s build has its host permission, and after one click of the person’s elsewhere.',
    type: 'array',
    items: {
      type: 'object',
      properties: {
        origin: { type: 'string', description: 'Exactly, as https://app.example.' },
        claims: { ...list, description: 'Claims of the ID token, by name.' },
        idToken: { type: 'boolean', description: 'Whether it gets the ID token.' },
        accessToken: { type: 'boolean', description: 'Whether it gets the access token.' },
        maySignOut: { type: 'boolean', description: 'Whether it may end the shared session.' },
        frames: { ...list, description: 'Sites in which frames of this origin may ask too.' },
        profile: { type: 'string', description: 'Only sessions of this app client, as poolId/clientId.' },
      },
    },
  },
  staySignedIn: {
    title: 'Whether sign-ins may outlive the browser',
    description: 'allowed (the person chooses) or forbidden: what was kept before is destroyed.',
    type: 'string',
  },
  maximumSessionHours: {
    title: 'After how many hours people must sign in anew',
    description:
      'More than 0, fractions too. Counted from the sign-in, however long the user pool renews it.',
    type: 'number',
  },
  hideFirstRun: {
    title: 'Do not ask people to set a user pool up',
    description: 'True: where no pool is set up, people are told to ask whoever manages the browser.',
    type: 'boolean',
  },
  supportLink: {
    title: 'Where people find help',
    description: 'An https address, shown as a link in the popup and the settings.',
    type: 'string',
  },
}
