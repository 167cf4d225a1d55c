import { profileIdOf } from './identity.ts'
import type { Profile } from './profile.ts'

declare const __DEMO__: boolean

const DEMO = { poolId: 'eu-west-1_LocalDemo', clientId: 'demowebclient0000000000001' }

/** The user pools that come with the build. The demo build has the local one; others have none. */
export const presetProfiles: readonly Profile[] =
  typeof __DEMO__ !== 'undefined' && __DEMO__
    ? [
        {
          version: 1,
          source: 'preset',
          id: profileIdOf(DEMO),
          name: 'Local demo pool',
          ...DEMO,
          endpoint: 'http://127.0.0.1:9230',
          login: {
            domain: 'http://localhost:9230',
            scopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin'],
          },
        },
      ]
    : []
