import { describe, expect, it } from 'vitest'
import { connectOn } from '../../src/connect.ts'
import type { GrantView, SessionChange, Want } from '../../src/index.ts'
import { FakeBridge, FakeRuntime, friendly, grant, refusal, signedIn, value } from './fake-extension.ts'
import { FakePage, settled } from './fake-page.ts'

const want = { claims: ['email'], accessToken: true } as const

async function bridged<const Asked extends Want>(want: Asked) {
  const page = new FakePage()
  const bridge = new FakeBridge(page)
  const session = await connectOn(page, { want })
  bridge.asked.length = 0
  return { page, bridge, session }
}

async function direct() {
  const page = new FakePage()
  const runtime = (page.external = new FakeRuntime())
  const connecting = connectOn(page, { want })
  await page.pass(50)
  const session = await connecting
  runtime.asked.length = 0
  return { page, runtime, session }
}

describe('getSession', () => {
  it('asks for what was wanted, with the options given', async () => {
    const { bridge, session } = await bridged(want)
    await session.getSession({ forceRefresh: true, minValidity: 60 })
    expect(bridge.asked).toMatchObject([
      { method: 'getSession', params: { want, forceRefresh: true, minValidity: 60 } },
    ])
  })

  it('hands on nothing that was not asked for', async () => {
    const { bridge, session } = await bridged({ claims: ['email'] })
    bridge.script = { getSession: () => value(signedIn(1, { idToken: 'i', accessToken: 'a' })) }
    expect(await session.getSession()).toEqual({
      state: 'signedIn',
      account: 'a1',
      generation: 1,
      expiresAt: 3_600_000,
      claims: { email: 'ada@example.com' },
    })
  })

  it('has empty claims where none were given', async () => {
    const { bridge, session } = await bridged({ claims: ['email'] })
    bridge.script = { getSession: () => value(signedIn(1, { claims: undefined })) }
    expect(await session.getSession()).toMatchObject({ claims: {} })
  })

  it.each([
    { state: 'signedOut', generation: 4 },
    { state: 'signInNeeded', generation: 4, reason: 'expired' },
  ])('answers $state as a value', async (view) => {
    const { bridge, session } = await bridged(want)
    bridge.script = { getSession: () => value(view) }
    expect(await session.getSession()).toEqual(view)
  })

  it.each(['notAllowed', 'offline', 'throttled', 'signatureInvalid', 'badRequest'])(
    'rejects with the extension’s own %s',
    async (code) => {
      const { bridge, session } = await bridged(want)
      bridge.script = { getSession: () => refusal(code) }
      await expect(session.getSession()).rejects.toMatchObject({ code, message: `Said ${code}.` })
      expect(bridge.asked).toHaveLength(1)
    },
  )
})

describe('an answer that cannot be read', () => {
  const bad: [string, object][] = [
    ['no view', value(null)],
    ['an unknown state', value({ state: 'maybe', generation: 1 })],
    ['no generation', value({ state: 'signedOut' })],
    ['a token that is no string', value(signedIn(1, { accessToken: 7 }))],
    ['claims that are no object', value(signedIn(1, { claims: 'email' }))],
    ['no expiry', value({ state: 'signedIn', account: 'a', generation: 1 })],
    ['sign-in needed for no reason', value({ state: 'signInNeeded', generation: 1 })],
    ['neither value nor error', {}],
    ['an error without words', { ok: false, error: { code: 'offline' } }],
  ]
  it.each(bad)('with %s is internal', async (_what, said) => {
    const { bridge, session } = await bridged(want)
    bridge.script = { getSession: () => said }
    await expect(session.getSession()).rejects.toMatchObject({ code: 'internal' })
  })

  it('of another protocol version is internal', async () => {
    const { bridge, session } = await bridged(want)
    bridge.script = { getSession: () => ({ ...value(signedIn(1)), v: 2 }) }
    await expect(session.getSession()).rejects.toMatchObject({ code: 'internal' })
  })

  it('keeps the words of an error whose code is unknown', async () => {
    const { bridge, session } = await bridged(want)
    bridge.script = { getSession: () => refusal('somethingNewer') }
    await expect(session.getSession()).rejects.toMatchObject({
      code: 'internal',
      message: 'Said somethingNewer.',
    })
  })
})

describe('a worker that died on the way', () => {
  it.each([
    'A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received',
    'The message port closed before a response was received.',
    'Could not establish connection. Receiving end does not exist.',
  ])('is asked once more: %s', async (failure) => {
    const { runtime, session } = await direct()
    runtime.failNext(failure)
    expect(await session.getSession()).toMatchObject({ state: 'signedIn' })
    expect(runtime.asked).toHaveLength(2)
  })

  it('is asked once more by the bridge too', async () => {
    const { bridge, session } = await bridged(want)
    let times = 0
    bridge.script = { getSession: () => (++times === 1 ? refusal('noAnswer') : value(signedIn(1))) }
    expect(await session.getSession()).toMatchObject({ state: 'signedIn' })
    expect(bridge.asked).toHaveLength(2)
  })

  it('is asked no third time', async () => {
    const { runtime, session } = await direct()
    const closed = 'The message port closed before a response was received.'
    runtime.failNext(closed, closed)
    await expect(session.getSession()).rejects.toMatchObject({ code: 'noAnswer', cause: closed })
    expect(runtime.asked).toHaveLength(2)
  })
})

describe('an extension that was updated', () => {
  it('takes the question to the new bridge', async () => {
    const { page, bridge, session } = await bridged(want)
    bridge.script = {}
    const asking = session.getSession()
    await settled()
    bridge.leave()
    const after = new FakeBridge(page)
    expect(await asking).toMatchObject({ state: 'signedIn' })
    expect(after.asked).toMatchObject([{ method: 'getSession' }])
  })

  it('is notInstalled while no new bridge comes', async () => {
    const { page, bridge, session } = await bridged(want)
    bridge.leave()
    await settled()
    const rejected = expect(session.getSession()).rejects.toMatchObject({ code: 'notInstalled' })
    await page.pass(1000)
    await rejected
  })
})

describe('limits', () => {
  it('time out after 30 s', async () => {
    const { page, bridge, session } = await bridged(want)
    bridge.script = {}
    const rejected = expect(session.getSession()).rejects.toMatchObject({ code: 'timeout' })
    await page.pass(30_000)
    await rejected
  })

  it('time out when the caller says', async () => {
    const { page, bridge, session } = await bridged(want)
    bridge.script = {}
    const rejected = expect(session.getSession({ timeout: 100 })).rejects.toMatchObject({ code: 'timeout' })
    await page.pass(100)
    await rejected
  })

  it('end with the caller’s signal, before and while asking', async () => {
    const { bridge, session } = await bridged(want)
    bridge.script = {}
    await expect(session.getSession({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    })
    expect(bridge.asked).toEqual([])
    const stop = new AbortController()
    const rejected = expect(session.getSession({ signal: stop.signal })).rejects.toMatchObject({
      code: 'aborted',
    })
    await settled()
    stop.abort()
    await rejected
  })

  it('leave nothing on the caller’s signal, answered or not', async () => {
    const { page, bridge, session } = await bridged(want)
    const { signal } = new AbortController()
    let listeners = 0
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)]
    signal.addEventListener = (...given: Parameters<typeof add>) => (listeners++, add(...given))
    signal.removeEventListener = (...given: Parameters<typeof remove>) => (listeners--, remove(...given))
    await session.getSession({ signal })
    bridge.script = {}
    const rejected = expect(session.getSession({ signal, timeout: 100 })).rejects.toMatchObject({
      code: 'timeout',
    })
    await page.pass(100)
    await rejected
    expect(listeners).toBe(0)
  })

  it('leave no timer behind', async () => {
    const { page, session } = await bridged(want)
    await session.getSession()
    await settled()
    expect(page.timers).toBe(0)
  })
})

describe('onSessionChanged', () => {
  const sessionChanged = (generation: number) =>
    ({ v: 1, event: 'sessionChanged', detail: { generation } }) as const
  const permissionsChanged = (given: GrantView | null) =>
    ({ v: 1, event: 'permissionsChanged', detail: { grant: given } }) as const

  async function listening() {
    const parts = await bridged(want)
    const heard: SessionChange<typeof want>[] = []
    const stop = parts.session.onSessionChanged((change) => heard.push(change))
    const answer = (view: unknown) => (parts.bridge.script = { ...friendly, getSession: () => value(view) })
    return { ...parts, heard, stop, answer }
  }

  it('tells the session after a change, once', async () => {
    const { bridge, session, heard, answer } = await listening()
    await session.getSession()
    answer(signedIn(2))
    bridge.push(sessionChanged(2))
    bridge.push(sessionChanged(2))
    await settled()
    expect(heard).toMatchObject([{ state: 'signedIn', generation: 2 }])
  })

  it('asks nothing when the change is already known', async () => {
    const { bridge, session } = await listening()
    await session.getSession()
    bridge.push(sessionChanged(1))
    await settled()
    expect(bridge.asked).toHaveLength(1)
  })

  it('asks nothing while nobody listens', async () => {
    const { bridge, stop } = await listening()
    stop()
    bridge.push(sessionChanged(9))
    await settled()
    expect(bridge.asked).toEqual([])
  })

  it('tells a change that an answer brought', async () => {
    const { session, heard, answer } = await listening()
    await session.getSession()
    expect(heard).toEqual([])
    answer({ state: 'signedOut', generation: 3 })
    await session.getSession()
    await settled()
    expect(heard).toEqual([{ state: 'signedOut', generation: 3 }])
  })

  it('tells nothing of a late answer about an older session', async () => {
    const { bridge, session, heard, answer } = await listening()
    answer(signedIn(5))
    await session.getSession()
    answer(signedIn(4))
    await session.getSession()
    bridge.push(sessionChanged(3))
    await settled()
    expect(heard).toEqual([])
  })

  it('tells what was given in addition, though the session is the same', async () => {
    const { bridge, session, heard, answer } = await listening()
    await session.getSession()
    answer(signedIn(1, { accessToken: 'a' }))
    bridge.push(permissionsChanged(grant))
    bridge.push(permissionsChanged(grant))
    await settled()
    expect(heard).toMatchObject([{ state: 'signedIn', generation: 1, accessToken: 'a' }])
  })

  it('looks when the person comes back to the page', async () => {
    const { page, session, heard, answer } = await listening()
    await session.getSession()
    answer(signedIn(2))
    page.comeBack()
    await settled()
    expect(heard).toMatchObject([{ generation: 2 }])
  })

  it('tells that the permission was taken back, and the session when it is given again', async () => {
    const { bridge, session, heard } = await listening()
    await session.getSession()
    bridge.push(permissionsChanged(null))
    await settled()
    expect(heard).toEqual([{ state: 'notAllowed' }])
    bridge.announce()
    await settled()
    expect(heard).toMatchObject([{ state: 'notAllowed' }, { state: 'signedIn', generation: 1 }])
  })

  it('rejects with notAllowed, not with notInstalled, after the permission was taken back', async () => {
    const { page, bridge, session } = await listening()
    page.onPost = () => {}
    bridge.push(permissionsChanged(null))
    await settled()
    const rejected = expect(session.getSession()).rejects.toMatchObject({ code: 'notAllowed' })
    await page.pass(1000)
    await rejected
  })

  it('is not told of a lost way, which is no revocation', async () => {
    const { bridge, session, heard } = await listening()
    await session.getSession()
    bridge.leave()
    await settled()
    expect(heard).toEqual([])
  })

  it('believes a lower generation after the way was lost: the extension’s count may have begun anew', async () => {
    const { page, bridge, session, heard, answer } = await listening()
    answer(signedIn(7))
    await session.getSession()
    bridge.leave()
    await settled()
    new FakeBridge(page, {
      ...friendly,
      getSession: () => value({ state: 'signedOut', generation: 0 }),
    }).announce()
    await settled()
    expect(heard).toEqual([{ state: 'signedOut', generation: 0 }])
  })
})

describe('giving back', () => {
  it('asks to disconnect', async () => {
    const { bridge, session } = await bridged(want)
    await session.disconnect()
    expect(bridge.asked).toMatchObject([{ method: 'disconnect', params: {} }])
  })

  it('is done where the bridge goes with the grant, before it could answer', async () => {
    const { page, bridge, session } = await bridged(want)
    bridge.script = {
      disconnect: () => {
        page.onPost = () => {}
        bridge.push({ v: 1, event: 'permissionsChanged', detail: { grant: null } })
        return undefined
      },
    }
    await session.disconnect()
    expect(bridge.asked).toHaveLength(1)
  })

  it('is done where the answer was lost, and the second question finds no grant any more', async () => {
    const { runtime, session } = await direct()
    runtime.failNext('The message port closed before a response was received.')
    runtime.script = { disconnect: () => refusal('notAllowed') }
    await session.disconnect()
    expect(runtime.asked).toHaveLength(2)
  })

  it('rejects with what kept the extension from it', async () => {
    const { bridge, session } = await bridged(want)
    bridge.script = { disconnect: () => refusal('internal') }
    await expect(session.disconnect()).rejects.toMatchObject({ code: 'internal' })
  })

  it('asks to sign out, everywhere if said so', async () => {
    const { bridge, session } = await bridged(want)
    await session.signOut({ everywhere: true })
    expect(bridge.asked).toMatchObject([{ method: 'signOut', params: { everywhere: true } }])
  })
})
