import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { SharedSession } from '../../src/index.ts'
import { fakeSharedSession } from '../../src/testing/index.ts'
import { settled } from './fake-page.ts'

const ada = {
  state: 'signedIn',
  claims: { email: 'ada@example.com', name: 'Ada' },
  accessToken: 'at',
} as const

describe('a fake session', () => {
  it('is of the type of the real one', () => {
    const fake = fakeSharedSession({ want: { claims: ['email'] } })
    expectTypeOf(fake.session).resolves.toEqualTypeOf<
      SharedSession<{ readonly claims: readonly ['email'] }>
    >()
  })

  it('begins signed out, and gives what was asked for and nothing else', async () => {
    const fake = fakeSharedSession({ want: { claims: ['email'] } })
    const session = await fake.session
    expect(await session.getSession()).toMatchObject({ state: 'signedOut' })
    fake.setSession(ada)
    expect(await session.getSession()).toMatchObject({
      state: 'signedIn',
      claims: { email: 'ada@example.com' },
    })
    expect(JSON.stringify(await session.getSession())).not.toMatch(/"at"|Ada/)
  })

  it('tells listeners of a sign-in, a sign-out, and a permission that was taken back and given again', async () => {
    const fake = fakeSharedSession({ want: { claims: ['email'] } })
    const session = await fake.session
    const heard: string[] = []
    session.onSessionChanged(({ state }) => heard.push(state))
    const steps = [
      () => fake.setSession(ada),
      () => fake.signOut(),
      () => fake.setSession(ada),
      () => fake.refuse(),
      () => fake.allow(),
    ]
    for (const step of steps) {
      step()
      await settled()
    }
    expect(heard).toEqual(['signedIn', 'signedOut', 'signedIn', 'notAllowed', 'signedIn'])
  })

  it('waits to be allowed, with as much as the person gives', async () => {
    const want = { claims: ['email'], accessToken: true } as const
    const fake = fakeSharedSession({ want, session: ada, gives: null })
    await expect(fake.connect({ want })).rejects.toMatchObject({ code: 'notAllowed' })
    fake.allow({ claims: ['email'] })
    const now = await (await fake.session).getSession()
    expect(now).toMatchObject({ state: 'signedIn', claims: { email: 'ada@example.com' } })
    expect(now).not.toHaveProperty('accessToken')
  })

  it('refreshes by what the test says', async () => {
    const onForceRefresh = vi.fn(() => fake.setSession({ ...ada, accessToken: 'at2' }))
    const fake = fakeSharedSession({ want: { accessToken: true }, session: ada, onForceRefresh })
    const session = await fake.session
    expect(await session.getSession({ forceRefresh: true })).toMatchObject({ accessToken: 'at2' })
    expect(onForceRefresh).toHaveBeenCalledOnce()
  })

  it('ends, gives back, refuses and fails on demand', async () => {
    const fake = fakeSharedSession({ want: { accessToken: true }, session: ada, maySignOut: false })
    const session = await fake.session
    await expect(session.signOut()).rejects.toMatchObject({ code: 'rejected' })
    fake.failNext('offline')
    await expect(session.getSession()).rejects.toMatchObject({ code: 'offline' })
    await session.disconnect()
    await expect(session.getSession()).rejects.toMatchObject({ code: 'notAllowed' })
    expect(fake.asked.map(({ method }) => method)).toEqual([
      'connect',
      'signOut',
      'getSession',
      'disconnect',
      'getSession',
    ])
  })
})
