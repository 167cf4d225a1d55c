import type { Seed } from './seed.ts'

/**
 * The people and app clients of the demo. Every id is fixed, so that a build can have them preset;
 * every password is public, so that it can be printed.
 */
export const demoSeed = {
  groups: {
    admins: { precedence: 1, roleArn: 'arn:aws:iam::123456789012:role/local-admins' },
    engineers: { precedence: 10, roleArn: 'arn:aws:iam::123456789012:role/local-engineers' },
    readers: { precedence: 50 },
  },
  requiredAttributes: ['name'],
  customChallenges: [{ parameters: { question: 'How much is six times seven?' }, answer: '42' }],
  users: {
    ada: {
      username: 'ada',
      sub: '5a1e7c0a-0001-4ada-8000-000000000001',
      password: 'Analytical-Engine-1843',
      attributes: {
        email: 'ada@example.com',
        email_verified: 'true',
        phone_number: '+441815550101',
        phone_number_verified: 'true',
        given_name: 'Ada',
        family_name: 'Lovelace',
        name: 'Ada Lovelace',
        locale: 'en-GB',
        zoneinfo: 'Europe/London',
        'custom:department': 'Engines',
      },
      groups: ['engineers', 'admins'],
    },
    /** Signs in by e-mail: her user name in the pool is a UUID. */
    grace: {
      sub: '5a1e7c0a-0002-4bad-8000-000000000002',
      password: 'Nanoseconds-29.97cm',
      attributes: {
        email: 'grace@example.com',
        email_verified: 'true',
        given_name: 'Grace',
        family_name: 'Hopper',
        name: 'Grace Hopper',
        'custom:department': 'Compilers',
      },
      groups: ['engineers'],
    },
    /** A name and a password beyond ASCII, with spaces and quotes. */
    zoe: {
      username: 'zoë "o\'neil" 李',
      sub: '5a1e7c0a-0003-4bad-8000-000000000003',
      password: 'Pässwörd „mit" 空白 1',
      attributes: {
        email: 'zoe@example.com',
        email_verified: 'true',
        name: 'Zoë O’Neil 李',
        address: '1 Rue Éluard',
      },
    },
    /** No groups and hardly an attribute. */
    bob: {
      username: 'bob',
      sub: '5a1e7c0a-0004-4bad-8000-000000000004',
      password: 'Plain-Bob-Minor-6',
      attributes: { email: 'bob@example.com', email_verified: 'false' },
    },
    /** Has a temporary password, and no name yet. */
    newcomer: {
      username: 'nina',
      sub: '5a1e7c0a-0008-4bad-8000-000000000008',
      password: 'Temporary-Nina-8',
      status: 'FORCE_CHANGE_PASSWORD',
      attributes: { email: 'nina@example.com', email_verified: 'true' },
    },
    /** Gets a code by SMS. */
    sms: {
      username: 'sam',
      sub: '5a1e7c0a-0009-4bad-8000-000000000009',
      password: 'Sms-Sam-2026',
      attributes: {
        email: 'sam@example.com',
        email_verified: 'true',
        phone_number: '+441815550109',
        phone_number_verified: 'true',
        name: 'Sam Morse',
      },
      mfa: { enabled: ['SMS_MFA'] },
    },
    /** Has an authenticator app, whose secret is no secret. */
    totp: {
      username: 'tina',
      sub: '5a1e7c0a-0010-4bad-8000-000000000010',
      password: 'Totp-Tina-2026',
      attributes: { email: 'tina@example.com', email_verified: 'true', name: 'Tina Tick' },
      mfa: {
        enabled: ['SOFTWARE_TOKEN_MFA'],
        preferred: 'SOFTWARE_TOKEN_MFA',
        totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSW',
      },
    },
    /** Gets a code by e-mail. */
    email: {
      username: 'emil',
      sub: '5a1e7c0a-0011-4bad-8000-000000000011',
      password: 'Email-Emil-2026',
      attributes: { email: 'emil@example.com', email_verified: 'true', name: 'Emil Post' },
      mfa: { enabled: ['EMAIL_OTP'] },
    },
    /** Chooses among three second factors. */
    choice: {
      username: 'cleo',
      sub: '5a1e7c0a-0012-4bad-8000-000000000012',
      password: 'Choice-Cleo-2026',
      attributes: {
        email: 'cleo@example.com',
        email_verified: 'true',
        phone_number: '+441815550112',
        phone_number_verified: 'true',
        name: 'Cleo Choice',
      },
      mfa: {
        enabled: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
        totpSecret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLUKRSX',
      },
    },
    disabled: {
      username: 'dora',
      sub: '5a1e7c0a-0005-4bad-8000-000000000005',
      password: 'Disabled-Dora-5',
      enabled: false,
      attributes: { email: 'dora@example.com', email_verified: 'true' },
    },
    unconfirmed: {
      username: 'uma',
      sub: '5a1e7c0a-0006-4bad-8000-000000000006',
      password: 'Unconfirmed-Uma-6',
      status: 'UNCONFIRMED',
      attributes: { email: 'uma@example.com', email_verified: 'false' },
    },
    resetRequired: {
      username: 'rita',
      sub: '5a1e7c0a-0007-4bad-8000-000000000007',
      password: 'Reset-Rita-7',
      status: 'RESET_REQUIRED',
      attributes: { email: 'rita@example.com', email_verified: 'true' },
    },
  },
  clients: {
    /** No secret, no rotation: Cognito's defaults. */
    web: { id: 'demowebclient0000000000001' },
    rotating: {
      id: 'demorotatingclient00000002',
      rotation: { graceSeconds: 60 },
      flows: ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'],
    },
    secret: { id: 'demosecretclient0000000003', secret: 'demosecretthatisfinetoprint'.padEnd(51, '0') },
    /** Tokens of 30 s where minimums are lifted, of 300 s where they hold. */
    short: {
      id: 'demoshortclient00000000004',
      accessTokenSeconds: 30,
      idTokenSeconds: 30,
      raiseToMinimums: true,
    },
    /** Tokens of 30 s, with rotation and its longest grace. */
    shortRotating: {
      id: 'demoshortrotating000000005',
      accessTokenSeconds: 30,
      idTokenSeconds: 30,
      rotation: { graceSeconds: 60 },
      flows: ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'],
      raiseToMinimums: true,
    },
    /** Rotation without a grace: an answer that is lost is lost. */
    noGrace: {
      id: 'demonograceclient000000006',
      rotation: { graceSeconds: 0 },
      flows: ['USER_SRP_AUTH', 'USER_PASSWORD_AUTH', 'CUSTOM_AUTH', 'USER_AUTH'],
    },
    /** EnableTokenRevocation is off: no `origin_jti`. */
    noRevocation: { id: 'demonorevocation0000000007', revocation: false },
    /** PreventUserExistenceErrors: LEGACY, so that an unknown user is told apart. */
    legacy: { id: 'demolegacyclient0000000008', preventUserExistenceErrors: false },
    /** Everybody needs a second factor, and sets one up who has none. */
    mfaRequired: { id: 'demomfarequired00000000010', mfaRequired: true },
    /** Remembers a device if the person agrees. */
    devices: { id: 'demodevices000000000000011', devices: 'optIn' },
    /** Remembers every device. */
    devicesAlways: { id: 'demodevicesalways000000012', devices: 'always' },
    /** SRP only, as an app that never sends a password. */
    srpOnly: { id: 'demosrponlyclient000000009', flows: ['USER_SRP_AUTH', 'REFRESH_TOKEN_AUTH'] },
  },
} as const satisfies Seed
