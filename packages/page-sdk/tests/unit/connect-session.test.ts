import { describe, expect, it } from 'vitest'
import { connectOn } from '../../src/connect.ts'
import { connectSession, EXTENSION_ID } from '../../src/index.ts'
import { FakeBridge, FakeRuntime, friendly, isHello, refusal, value, grant } from './fake-extension.ts'
import { FakePage, settled } from './fake-page.ts'

const want = { claims: ['email'] } as const

describe('connecting', () => {
  it('goes by the bridge where it answers a hello, even if the page could speak directly', async () => {
    const page = new FakePage()
    const bridge = new FakeBridge(page)
    const runtime = (page.external = new FakeRuntime())
    await connectOn(page, { want, reason: 'To greet you' })
    expect(bridge.asked).toMatchObject([
      { v: 1, method: 'connect', params: { want, reason: 'To greet you' } },
    ])
    expect(runtime.asked).toEqual([])
  })

  it('waits 50 ms for the bridge where the page can speak directly, then does', async () => {
    const page = new FakePage()
    const runtime = (page.external = new FakeRuntime())
    const connecting = connectOn(page, { want })
    await page.pass(49)
    expect(runtime.asked).toEqual([])
    await page.pass(1)
    await connecting
    expect(runtime.asked).toMatchObject([{ extensionId: EXTENSION_ID, question: { method: 'connect' } }])
  })

  it('waits for no bridge a second time', async () => {
    const page = new FakePage()
    const runtime = (page.external = new FakeRuntime())
    const connecting = connectOn(page, { want })
    await page.pass(50)
    await (await connecting).getSession()
    expect(runtime.asked).toHaveLength(2)
  })

  it('asks an extension of another id', async () => {
    const page = new FakePage()
    const runtime = (page.external = new FakeRuntime())
    const connecting = connectOn(page, { want, extensionId: 'abcdefghijklmnopabcdefghijklmnop' })
    await page.pass(50)
    await connecting
    expect(runtime.asked[0]?.extensionId).toBe('abcdefghijklmnopabcdefghijklmnop')
  })

  it('says hello again when the bridge came late and announces itself', async () => {
    const page = new FakePage()
    const connecting = connectOn(page, { want })
    await page.pass(500)
    const bridge = new FakeBridge(page)
    bridge.announce()
    await connecting
    expect(bridge.asked).toMatchObject([{ method: 'connect' }])
  })

  it('moves from the direct way to the bridge once there is one', async () => {
    const page = new FakePage()
    const runtime = (page.external = new FakeRuntime())
    const connecting = connectOn(page, { want })
    await page.pass(50)
    const session = await connecting
    const bridge = new FakeBridge(page)
    bridge.announce()
    await settled()
    await session.getSession()
    expect(runtime.asked.map(({ question }) => question.method)).toEqual(['connect'])
    expect(bridge.asked.map(({ method }) => method)).toEqual(['getSession'])
  })
})

describe('not connected', () => {
  const noReceiver = 'Could not establish connection. Receiving end does not exist.'

  it('is notInstalled where nothing answers within a second', async () => {
    const page = new FakePage()
    const connecting = connectOn(page, { want })
    const rejected = expect(connecting).rejects.toMatchObject({
      code: 'notInstalled',
      message: expect.stringMatching(/toolbar icon/),
    })
    await page.pass(1000)
    await rejected
  })

  it('is notInstalled where the page can speak to extensions but not to this one', async () => {
    const page = new FakePage()
    const runtime = (page.external = new FakeRuntime())
    runtime.failNext(noReceiver, noReceiver)
    const rejected = expect(connectOn(page, { want })).rejects.toMatchObject({ code: 'notInstalled' })
    await page.pass(50)
    await rejected
    expect(runtime.asked).toHaveLength(2)
  })

  it('is notAllowed where the extension says so, in its words', async () => {
    const page = new FakePage()
    page.external = new FakeRuntime({ connect: () => refusal('notAllowed') })
    const rejected = expect(connectOn(page, { want })).rejects.toMatchObject({
      name: 'SessionSdkError',
      code: 'notAllowed',
      message: 'Said notAllowed.',
    })
    await page.pass(50)
    await rejected
  })

  it('is unsupported without a window, e.g. on a server', async () => {
    await expect(connectSession({ want })).rejects.toMatchObject({ code: 'unsupported' })
  })
})

describe('asking the person', () => {
  it('is what connecting does, with a reason; waiting asks nobody, unless told to', async () => {
    const page = new FakePage()
    const bridge = new FakeBridge(page)
    await connectOn(page, { want, reason: 'To greet you' })
    await connectOn(page, { want, silent: true })
    await connectOn(page, { want, wait: true })
    await connectOn(page, { want, wait: true, silent: false })
    expect(bridge.asked.map(({ params }) => params)).toEqual([
      { want, silent: false, reason: 'To greet you' },
      { want, silent: true },
      { want, silent: true },
      { want, silent: false },
    ])
  })

  it('outlives the worker, which may go as often as it likes: the question stays the same', async () => {
    const page = new FakePage()
    const runtime = (page.external = new FakeRuntime())
    runtime.failNext(...Array<string>(10).fill('The message port closed before a response was received.'))
    const connecting = connectOn(page, { want })
    await page.pass(50)
    await connecting
    expect(runtime.asked).toHaveLength(11)
    expect(new Set(runtime.asked.map(({ question }) => question.id)).size).toBe(1)
  })

  it('gives up on a worker that never lives', async () => {
    const page = new FakePage()
    const runtime = (page.external = new FakeRuntime())
    runtime.failNext(...Array<string>(20).fill('The message port closed before a response was received.'))
    const rejected = expect(connectOn(page, { want })).rejects.toMatchObject({ code: 'noAnswer' })
    await page.pass(50)
    await rejected
    expect(runtime.asked).toHaveLength(11)
  })

  it.each(['rejected', 'throttled'])('and a no (%s) come to the page as they are', async (code) => {
    const page = new FakePage()
    page.external = new FakeRuntime({ connect: () => refusal(code) })
    const rejected = expect(connectOn(page, { want })).rejects.toMatchObject({
      code,
      message: `Said ${code}.`,
    })
    await page.pass(50)
    await rejected
  })
})

describe('waiting to be allowed', () => {
  it('connects when the person allows the site, without a reload', async () => {
    const page = new FakePage()
    page.external = new FakeRuntime({ connect: () => refusal('notAllowed') })
    let connected = false
    const connecting = connectOn(page, { want, wait: true }).then(() => (connected = true))
    await page.pass(60_000)
    expect(connected).toBe(false)
    new FakeBridge(page).announce()
    await connecting
    expect(connected).toBe(true)
  })

  it('waits on where the bridge is there but the grant is for something else', async () => {
    const page = new FakePage()
    const bridge = new FakeBridge(page, { connect: () => refusal('notAllowed') })
    const connecting = connectOn(page, { want, wait: true })
    await page.pass(1000)
    bridge.script = friendly
    bridge.announce()
    await connecting
    expect(bridge.asked.length).toBeLessThanOrEqual(3)
  })

  it('ends with the caller’s signal', async () => {
    const page = new FakePage()
    const stop = new AbortController()
    const connecting = connectOn(page, { want, wait: true, signal: stop.signal })
    const rejected = expect(connecting).rejects.toMatchObject({ code: 'aborted', cause: 'closed' })
    await page.pass(5000)
    stop.abort('closed')
    await rejected
  })

  it('does not wait out other refusals', async () => {
    const page = new FakePage()
    const bridge = new FakeBridge(page, { connect: () => refusal('rejected') })
    await expect(connectOn(page, { want, wait: true })).rejects.toMatchObject({ code: 'rejected' })
    expect(bridge.asked).toHaveLength(1)
  })
})

describe('a hello', () => {
  it('carries one end of a channel and a fresh id each time', async () => {
    const page = new FakePage()
    const bridge = new FakeBridge(page)
    await connectOn(page, { want })
    bridge.announce()
    await settled()
    const hellos = page.posted.map(({ message }) => message).filter(isHello)
    expect(page.posted.every(({ ports }) => ports.length === 1)).toBe(true)
    expect(new Set(hellos.map(({ hello }) => hello)).size).toBe(2)
  })

  it('is not answered by a port that says another id', async () => {
    const page = new FakePage()
    page.onPost = (_message, [port]) => {
      port?.send({ from: 'cognito-shared-session', v: 1, hello: 'guessed' })
      port?.send({ v: 1, id: 'id-1', ...value(grant) })
    }
    const rejected = expect(connectOn(page, { want })).rejects.toMatchObject({ code: 'notInstalled' })
    await page.pass(1000)
    await rejected
  })
})
