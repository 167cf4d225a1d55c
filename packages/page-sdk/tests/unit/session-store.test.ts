import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { connectSession } from '../../src/index.ts'
import { sessionStore, useCognitoSession } from '../../src/react/index.ts'
import { fakeSharedSession } from '../../src/testing/index.ts'
import { settled } from './fake-page.ts'

const want = { claims: ['email'] } as const
const ada = { state: 'signedIn', claims: { email: 'ada@example.com' } } as const

function world({ allowed = true } = {}) {
  const fake = fakeSharedSession({ want, session: ada, gives: allowed ? want : null })
  const store = sessionStore({ want, connect: fake.connect })
  return { fake, store }
}

describe('a store for components', () => {
  it('asks nothing before a component mounts', async () => {
    const { fake, store } = world()
    await fake.session
    const asked = fake.asked.length
    await settled()
    expect([store.getSnapshot(), fake.asked.length]).toEqual([{ state: 'connecting' }, asked])
  })

  it('has the session, and the same snapshot until it changes', async () => {
    const { fake, store } = world()
    let drawn = 0
    store.subscribe(() => drawn++)
    await settled()
    const snapshot = store.getSnapshot()
    expect(snapshot).toMatchObject({ state: 'signedIn', claims: { email: 'ada@example.com' } })
    expect(store.getSnapshot()).toBe(snapshot)
    expect(drawn).toBe(1)
    fake.signOut()
    await settled()
    expect([store.getSnapshot().state, drawn]).toEqual(['signedOut', 2])
  })

  it('connects once, however often components come and go', async () => {
    const { fake, store } = world()
    await fake.session
    const before = fake.asked.length
    store.subscribe(() => {})()
    store.subscribe(() => {})
    store.subscribe(() => {})
    await settled()
    expect(fake.asked.slice(before).map(({ method }) => method)).toEqual(['connect', 'getSession'])
  })

  it('tells nothing to a component that is gone', async () => {
    const { fake, store } = world()
    let drawn = 0
    store.subscribe(() => drawn++)()
    fake.signOut()
    await settled()
    expect(drawn).toBe(0)
  })

  it('says that the site is not allowed, and goes on once it is', async () => {
    const { fake, store } = world({ allowed: false })
    store.subscribe(() => {})
    await settled()
    expect(store.getSnapshot()).toEqual({ state: 'notAllowed' })
    fake.allow()
    await settled()
    expect(store.getSnapshot()).toMatchObject({ state: 'signedIn' })
  })

  it('says what failed, and tries again when the next component mounts', async () => {
    const { fake, store } = world()
    await fake.session
    fake.failNext('badRequest')
    store.subscribe(() => {})
    await settled()
    expect(store.getSnapshot()).toMatchObject({ state: 'failed', error: { code: 'badRequest' } })
    store.subscribe(() => {})
    await settled()
    expect(store.getSnapshot()).toMatchObject({ state: 'signedIn' })
  })

  it('believes what it is told while its first question is under way, and not the late answer', async () => {
    let tell: (change: object) => void = () => {}
    let answer: (now: object) => void = () => {}
    const session = {
      onSessionChanged: (listener: typeof tell) => (tell = listener),
      getSession: () => new Promise((resolve) => (answer = resolve)),
    }
    const connect = (async () => session) as unknown as typeof connectSession
    const store = sessionStore({ want, connect })
    store.subscribe(() => {})
    await settled()
    tell({ state: 'signedOut', generation: 2 })
    answer({ state: 'signedIn', generation: 1 })
    await settled()
    expect(store.getSnapshot()).toEqual({ state: 'signedOut', generation: 2 })
  })

  it('hands out the session for what a component does', async () => {
    const { store } = world()
    await (await store.session()).signOut()
    await settled()
    expect(store.getSnapshot()).toMatchObject({ state: 'signedOut' })
  })

  it('is connecting on a server, where nothing is asked', async () => {
    const { fake, store } = world()
    await fake.session
    const asked = fake.asked.length
    const Greeting = () => useCognitoSession(store).state
    expect(renderToString(createElement(Greeting))).toBe('connecting')
    expect(fake.asked.length).toBe(asked)
  })
})
