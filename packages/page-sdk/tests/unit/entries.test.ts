import { describe, expectTypeOf, it } from 'vitest'
import type { amplifyAuth } from '../../src/amplify/index.ts'
import type { sessionFetch } from '../../src/fetch.ts'
import type { connectSession, SharedSession, Want } from '../../src/index.ts'
import type { sessionStore, SessionSnapshot, useCognitoSession } from '../../src/react/index.ts'
import type { fakeSharedSession } from '../../src/testing/index.ts'

declare const connect: typeof connectSession
declare const store: typeof sessionStore
declare const use: typeof useCognitoSession
declare const fake: typeof fakeSharedSession
declare const amplify: typeof amplifyAuth
declare const fetchWith: typeof sessionFetch

type SignedIn<Asked extends Want> = Extract<SessionSnapshot<Asked>, { state: 'signedIn' }>

/** Bodies are compiled and never run. */
const compiles = (body: () => unknown) => body

describe('the types of every entry point', () => {
  it('carry what was asked into a component', () => {
    compiles(() => {
      const session = use(store({ want: { claims: ['email'] } }))
      if (session.state !== 'signedIn') return
      expectTypeOf(session.claims).toEqualTypeOf<{ readonly email?: unknown }>()
      // @ts-expect-error -- was not asked for
      return session.accessToken
    })
    expectTypeOf<SignedIn<{ idToken: true }>>().toHaveProperty('idToken')
    expectTypeOf<SignedIn<{ idToken: true }>>().not.toHaveProperty('claims')
  })

  it('carry it into a stand-in', () => {
    compiles(() => fake({ want: { claims: ['name'] } }).session)
    type Session = Awaited<ReturnType<typeof fake<{ claims: ['name'] }>>['session']>
    expectTypeOf<Session>().toEqualTypeOf<SharedSession<{ claims: ['name'] }>>()
  })

  it('take no session without an access token where one is needed', () => {
    compiles(async () => {
      const greeting = await connect({ want: { claims: ['email'] } })
      const working = await connect({ want: { claims: ['email'], accessToken: true } })
      fetchWith(working, { apis: [] })
      amplify(working)
      // @ts-expect-error -- claims alone call no API
      fetchWith(greeting, { apis: [] })
      // @ts-expect-error -- claims alone are no session for Amplify
      amplify(greeting)
    })
  })
})
