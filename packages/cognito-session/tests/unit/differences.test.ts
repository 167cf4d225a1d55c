import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { Stage, endStage, libraries } from '../support/both-libraries.ts'
import { startSeconds, tokenPair } from '../support/tokens.ts'
import { json, later, offline, refusal, silence, tokens } from '../support/world.ts'

afterEach(endStage)

interface Difference {
  /** As in the README's table. */
  name: string
  /** The same script for both libraries. */
  script: (stage: Stage) => Promise<unknown>
  old: unknown
  ours: unknown
}

const fresh = (rest: object = {}) => tokens({ ...tokenPair(), ...rest })
const codeOf = (told: unknown) =>
  Array.isArray(told) ? (Reflect.get(Object(told[0] ?? {}), 'code') ?? 'success') : told

const differences: Difference[] = [
  {
    name: 'Expired tokens that are handed in count as valid',
    script: async (stage) => stage.session({ iat: startSeconds - 86_400 }).isValid(),
    old: true,
    ours: false,
  },
  {
    name: 'Each caller sends a refresh of its own',
    script: async (stage) => {
      const user = await stage.signedIn('ann', { life: 1 })
      await stage.settle(2000)
      stage.answers['refresh'] = [fresh()]
      for (let caller = 0; caller < 100; caller += 1) user.getSession(() => undefined)
      await stage.settle()
      return stage.sent.length
    },
    old: 100,
    ours: 1,
  },
  {
    name: 'A refused refresh token is tried again for six seconds',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [refusal('NotAuthorizedException')]
      await stage.refresh(user)
      return stage.sent.length
    },
    old: 6,
    ours: 1,
  },
  {
    name: 'A refresh for one user is stored under the user who signed in last',
    script: async (stage) => {
      const ann = await stage.signedIn('ann', { refreshToken: 'refresh-ann' })
      await stage.signedIn('bob', { refreshToken: 'refresh-bob' })
      stage.answers['refresh'] = [fresh({ RefreshToken: 'refresh-ann-2' })]
      await stage.refresh(ann)
      return [stage.stored('ann'), stage.stored('bob')]
    },
    old: ['refresh-ann', 'refresh-ann-2'],
    ours: ['refresh-ann-2', 'refresh-bob'],
  },
  {
    name: 'Signing one user out forgets that another is the current one',
    script: async (stage) => {
      const ann = await stage.signedIn('ann')
      await stage.signedIn('bob')
      stage.answers['RevokeToken'] = [json({})]
      ann.signOut()
      await stage.settle()
      return [...stage.items.values()].includes('bob')
    },
    old: false,
    ours: true,
  },
  {
    name: 'A late refusal wipes newer tokens',
    script: async (stage) => {
      const user = await stage.signedIn()
      const { answer, give } = later()
      stage.answers['refresh'] = [answer]
      user.refreshSession(stage.refreshToken('refresh-1'), () => undefined)
      await stage.settle()
      user.setSignInUserSession(stage.session({ refreshToken: 'refresh-newer' }))
      await give(refusal('NotAuthorizedException'))
      await stage.settle(10_000)
      return stage.stored()
    },
    old: 'none',
    ours: 'refresh-newer',
  },
  {
    name: 'The session in memory outlives a global sign-out',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['GlobalSignOut'] = [json({})]
      await stage.told((callback) => user.globalSignOut({ onSuccess: callback, onFailure: callback }))
      return user.getSignInUserSession() !== null
    },
    old: true,
    ours: false,
  },
  {
    name: 'A refresh in flight undoes a sign-out',
    script: async (stage) => {
      const user = await stage.signedIn()
      const { answer, give } = later()
      stage.answers['refresh'] = [answer]
      stage.answers['RevokeToken'] = [json({})]
      user.refreshSession(stage.refreshToken('refresh-1'), () => undefined)
      await stage.settle()
      user.signOut()
      await give(fresh({ RefreshToken: 'refresh-2' }))
      await stage.settle()
      return [user.getSignInUserSession() !== null, stage.stored()]
    },
    old: [true, 'refresh-2'],
    ours: [false, 'none'],
  },
  {
    name: 'A callback that throws is called a second time',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [fresh()]
      let calls = 0
      user.refreshSession(stage.refreshToken('refresh-1'), () => {
        calls += 1
        if (calls === 1) throw new Error('a mistake in the app')
      })
      await stage.settle(60_000)
      return calls
    },
    old: 2,
    ours: 1,
  },
  {
    name: 'A callback that throws can wipe the session',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [fresh()]
      let calls = 0
      user.refreshSession(stage.refreshToken('refresh-1'), () => {
        calls += 1
        if (calls > 1) return
        throw Object.assign(new Error('a mistake in the app'), { code: 'NotAuthorizedException' })
      })
      await stage.settle(60_000)
      return stage.stored()
    },
    old: 'none',
    ours: 'refresh-1',
  },
  {
    name: 'An answer of null is never told',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [json(null)]
      return codeOf(await stage.refresh(user))
    },
    old: 'nothing',
    ours: 'InvalidResponse',
  },
  {
    name: 'An answer without tokens is a TypeError',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [json({})]
      const told = await stage.refresh(user)
      return Array.isArray(told) && told[0] instanceof TypeError ? 'TypeError' : codeOf(told)
    },
    old: 'TypeError',
    ours: 'InvalidResponse',
  },
  {
    name: "A captive portal's HTML is a TypeError",
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [() => new Response('<html>')]
      const told = await stage.refresh(user)
      return Array.isArray(told) && told[0] instanceof TypeError ? 'TypeError' : codeOf(told)
    },
    old: 'TypeError',
    ours: 'InvalidResponse',
  },
  {
    name: '`RefreshToken: null` in an answer blanks the refresh token',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [fresh({ RefreshToken: null })]
      await stage.refresh(user)
      return user.getSignInUserSession()?.getRefreshToken()?.getToken() ?? null
    },
    old: '',
    ours: 'refresh-1',
  },
  {
    name: 'A missing id token is told as a success',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [tokens({ AccessToken: tokenPair().AccessToken })]
      return codeOf(await stage.refresh(user))
    },
    old: 'success',
    ours: 'InvalidResponse',
  },
  {
    name: "Another user's tokens are taken for one's own",
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [tokens({ ...tokenPair({ sub: 'sub-eve' }) })]
      await stage.refresh(user)
      return user.getSignInUserSession()?.getIdToken().payload['sub']
    },
    old: 'sub-eve',
    ours: 'sub-ann',
  },
  {
    name: '`signOut(callback)` offline leaves the user signed in',
    script: async (stage) => {
      const user = await stage.signedIn('ann', { life: 1 })
      await stage.settle(2000)
      stage.answers['refresh'] = [offline]
      stage.answers['RevokeToken'] = [offline]
      await stage.told((callback) => user.signOut(callback))
      const keys = [...stage.items].filter(
        ([key, value]) => key.endsWith('idToken') || /"idToken"/.test(value),
      )
      return keys.length
    },
    old: 1,
    ours: 0,
  },
  {
    name: 'An unknown challenge overwrites the stored tokens',
    script: async (stage) => {
      const user = await stage.signedIn()
      user.setAuthenticationFlowType('USER_PASSWORD_AUTH')
      stage.answers['InitiateAuth'] = [
        json({ ChallengeName: 'EMAIL_OTP', ChallengeParameters: {}, AuthenticationResult: {}, Session: 's' }),
      ]
      await stage.told((callback) =>
        user.authenticateUser(stage.details(), { onSuccess: callback, onFailure: callback }),
      )
      return stage.stored()
    },
    old: 'none',
    ours: 'refresh-1',
  },
  {
    name: 'No request has a time-out',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [silence]
      return codeOf(await stage.refresh(user, 3_600_000))
    },
    old: 'nothing',
    ours: 'Timeout',
  },
  {
    name: 'A storage that fails loses a rotated token',
    script: async (stage) => {
      const user = await stage.signedIn()
      stage.answers['refresh'] = [fresh({ RefreshToken: 'refresh-2' })]
      user.refreshSession(stage.refreshToken('refresh-1'), () => undefined)
      stage.refuses = true
      await stage.settle(100)
      stage.refuses = false
      await stage.settle(60_000)
      return stage.stored()
    },
    old: 'refresh-1',
    ours: 'refresh-2',
  },
  {
    name: 'JSON shows the refresh token',
    script: async (stage) => JSON.stringify(stage.session()).includes('refresh-1'),
    old: true,
    ours: false,
  },
]

test.each(differences)('$name, in the old library alone', async ({ script, old, ours }) => {
  expect(await script(new Stage(libraries.old)), 'the old library').toEqual(old)
  endStage()
  expect(await script(new Stage(libraries.ours)), 'ours').toEqual(ours)
})

test('the README lists every difference, and no other', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const table = readme.split('## Differences')[1]?.split('\n## ')[0] ?? ''
  const listed = [...table.matchAll(/^\| (?!---|In the old)(.*?) \|/gm)].map(([, name]) => name)
  expect(listed).toEqual(differences.map(({ name }) => name))
})
