import { describe, expectTypeOf, it } from 'vitest'
import type { ConnectOptions, SessionOf, SharedSession, Want } from '../../src/index.ts'

type Connect = <const Asked extends Want>(options: ConnectOptions<Asked>) => Promise<SharedSession<Asked>>
type SignedIn<Asked extends Want> = Extract<SessionOf<Asked>, { state: 'signedIn' }>

describe('the type of a session', () => {
  it('has the claims asked for, and no token', () => {
    type Session = SignedIn<{ claims: readonly ['email', 'cognito:groups'] }>
    expectTypeOf<keyof Session['claims']>().toEqualTypeOf<'email' | 'cognito:groups'>()
    expectTypeOf<keyof Session>().toEqualTypeOf<'state' | 'account' | 'generation' | 'expiresAt' | 'claims'>()
  })

  it('has the token asked for, and neither the other nor claims', () => {
    type Session = SignedIn<{ accessToken: true }>
    expectTypeOf<Session['accessToken']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<Session>().not.toHaveProperty('idToken')
    expectTypeOf<Session>().not.toHaveProperty('claims')
  })

  it('has no token that was refused in so many words', () => {
    expectTypeOf<SignedIn<{ idToken: false }>>().not.toHaveProperty('idToken')
  })

  it('may have a token of which is known only at run time whether it was asked for', () => {
    expectTypeOf<SignedIn<{ idToken: boolean }>>().toHaveProperty('idToken')
  })

  it('follows from what is written in the call', () => {
    const connect = (() => {}) as unknown as Connect
    const call = () => connect({ want: { claims: ['email'] } })
    expectTypeOf<ReturnType<typeof call>>().resolves.toEqualTypeOf<
      SharedSession<{ readonly claims: readonly ['email'] }>
    >()
  })
})
