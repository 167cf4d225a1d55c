import { describe, expect, it } from 'vitest'
import { BridgeRelay } from '../../../src/content/bridge-relay.ts'
import { FakeDocument, FakePort } from './fake-document.ts'

const grant = {
  origin: 'https://app.example',
  gives: { claims: ['email'], idToken: false, accessToken: false },
  frames: false,
  maySignOut: false,
  since: 0,
}
const hello = { to: 'cognito-shared-session', v: 1, hello: 'h1' }
const announcement = { from: 'cognito-shared-session', v: 1, announce: true }
const revoked = { v: 1, event: 'permissionsChanged', detail: { grant: null } }
const question = { v: 1, id: 'q1', method: 'getSession', params: {} }
const view = { state: 'signedOut', generation: 3 }

const allow = (document: FakeDocument) => {
  document.background = ({ id, method }) => ({
    v: 1,
    id,
    ok: true,
    value: method === 'permissions' ? grant : view,
  })
}
const refuse = (document: FakeDocument) => {
  document.background = ({ id, method }) =>
    method === 'permissions'
      ? { v: 1, id, ok: true, value: null }
      : { v: 1, id, ok: false, error: { code: 'notAllowed', message: 'No.' } }
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

async function connected() {
  const document = new FakeDocument()
  allow(document)
  const relay = new BridgeRelay(document)
  await relay.settle()
  const port = new FakePort()
  document.say(hello, port)
  document.told.length = 0
  return { document, relay, port }
}

describe('a bridge without a grant', () => {
  const answers: [string, unknown][] = [
    ['no grant', { v: 1, id: 'id-1', ok: true, value: null }],
    ['a refusal', { v: 1, id: 'id-1', ok: false, error: { code: 'notAllowed', message: 'No.' } }],
    ['nothing', undefined],
    ['something else', 'hello'],
  ]
  it.each(answers)('shows no sign of itself when the background says %s', async (_what, answer) => {
    const document = new FakeDocument()
    document.background = () => answer
    await new BridgeRelay(document).settle()
    const port = new FakePort()
    document.say(hello, port)
    expect(document.posted).toEqual([])
    expect(document.listeners.post.size).toBe(0)
    expect(port.heard).toEqual([])
  })

  it('asks a second time when the worker died on the way', async () => {
    const document = new FakeDocument()
    let times = 0
    document.background = ({ id }) => (++times === 1 ? undefined : { v: 1, id, ok: true, value: grant })
    await new BridgeRelay(document).settle()
    expect(document.posted).toEqual([announcement])
  })
})

describe('a bridge with a grant', () => {
  it('announces itself once', async () => {
    const { document, relay } = await connected()
    await relay.settle()
    expect(document.posted).toEqual([announcement])
  })

  it('takes the port of a hello and says the hello back', async () => {
    const { port } = await connected()
    expect(port.heard).toEqual([{ from: 'cognito-shared-session', v: 1, hello: 'h1' }])
  })

  const hellos: [string, unknown, number][] = [
    ['to somebody else', { ...hello, to: 'other' }, 1],
    ['of another version', { ...hello, v: 2 }, 1],
    ['with more in it', { ...hello, extra: 1 }, 1],
    ['without an id', { to: hello.to, v: 1 }, 1],
    ['with an id that is no string', { ...hello, hello: 7 }, 1],
    ['with an endless id', { ...hello, hello: 'x'.repeat(65) }, 1],
    ['without a port', hello, 0],
    ['with two ports', hello, 2],
    ['that is null', null, 1],
    ['that is an array', [hello], 1],
  ]
  it.each(hellos)('is deaf to a hello %s', async (_what, data, ports) => {
    const { document } = await connected()
    const given = Array.from({ length: ports }, () => new FakePort())
    document.say(data, ...given)
    expect(given.flatMap(({ heard }) => heard)).toEqual([])
  })

  it('carries a question to the background and its answer back, unchanged', async () => {
    const { document, port } = await connected()
    port.say(question)
    await settled()
    expect(document.told).toEqual([question])
    expect(port.heard.at(-1)).toEqual({ v: 1, id: 'q1', ok: true, value: view })
  })

  it('keeps two pages’ answers apart', async () => {
    const { document, port } = await connected()
    const other = new FakePort()
    document.say({ ...hello, hello: 'h2' }, other)
    other.say(question)
    await settled()
    expect(port.heard).toHaveLength(1)
    expect(other.heard).toHaveLength(2)
  })

  const noQuestions: [string, unknown][] = [
    ['an unknown method', { ...question, method: 'readMail' }],
    ['a method of the extension’s own pages', { ...question, method: 'signIn' }],
    ['a method every object has', { ...question, method: 'constructor' }],
    ['more keys', { ...question, origin: 'https://bank.example' }],
    ['another version', { ...question, v: 2 }],
    ['no params', { v: 1, id: 'q1', method: 'getSession' }],
    ['a list for params', { ...question, params: [] }],
    ['more than 64 KiB', { ...question, params: { reason: 'x'.repeat(65_536) } }],
    ['a BigInt', { ...question, params: { minValidity: 1n } }],
  ]
  it.each(noQuestions)('answers badRequest to %s, and tells the background nothing', async (_what, data) => {
    const { document, port } = await connected()
    port.say(data)
    await settled()
    expect(document.told).toEqual([])
    expect(port.heard.at(-1)).toMatchObject({ id: 'q1', ok: false, error: { code: 'badRequest' } })
  })

  it('answers badRequest to what has no id', async () => {
    const { port } = await connected()
    port.say('hello')
    await settled()
    expect(port.heard.at(-1)).toMatchObject({ id: '', ok: false, error: { code: 'badRequest' } })
  })

  it('answers noAnswer when the worker died on the way, and stays', async () => {
    const { document, port } = await connected()
    document.background = () => undefined
    port.say(question)
    await settled()
    expect(port.heard.at(-1)).toMatchObject({ id: 'q1', ok: false, error: { code: 'noAnswer' } })
    allow(document)
    port.say(question)
    await settled()
    expect(port.heard.at(-1)).toMatchObject({ id: 'q1', ok: true })
  })

  it('answers noAnswer when what came back belongs to another question', async () => {
    const { document, port } = await connected()
    document.background = () => ({ v: 1, id: 'q2', ok: true, value: view })
    port.say(question)
    await settled()
    expect(port.heard.at(-1)).toMatchObject({ id: 'q1', ok: false, error: { code: 'noAnswer' } })
  })
})

describe('what the background pushes', () => {
  it('sessionChanged goes to every page', async () => {
    const { document, port } = await connected()
    const other = new FakePort()
    document.say(hello, other)
    const event = { v: 1, event: 'sessionChanged', detail: { generation: 4 } }
    document.push(event)
    expect([port.heard.at(-1), other.heard.at(-1)]).toEqual([event, event])
  })

  it.each([
    { v: 1, panel: 'claims', session: {} },
    { v: 2, event: 'sessionChanged' },
    'sessionChanged',
    null,
  ])('something else goes to no page: %j', async (message) => {
    const { document, port } = await connected()
    document.push(message)
    await settled()
    expect(port.heard).toHaveLength(1)
  })

  it('a grant taken back is told, ports are closed, and the bridge falls silent', async () => {
    const { document, port } = await connected()
    refuse(document)
    document.push(revoked)
    await settled()
    expect(port.heard.at(-1)).toEqual(revoked)
    expect(port.closed).toBe(true)
    const late = new FakePort()
    document.say(hello, late)
    expect(late.heard).toEqual([])
    expect(document.listeners.post.size).toBe(0)
  })

  it('a grant given again is announced again', async () => {
    const { document } = await connected()
    refuse(document)
    document.push(revoked)
    await settled()
    allow(document)
    document.push({ v: 1, event: 'permissionsChanged', detail: { grant } })
    await settled()
    expect(document.posted).toEqual([announcement, announcement])
  })

  it('news for another frame of the tab are not believed: the background is asked', async () => {
    const { document, port } = await connected()
    document.push(revoked)
    await settled()
    expect(document.told).toMatchObject([{ method: 'permissions' }])
    expect(port.closed).toBe(false)
  })

  it('the last answer counts when permission is asked for twice at a time', async () => {
    const document = new FakeDocument()
    const answers: ((value: unknown) => void)[] = []
    document.background = ({ id }) =>
      new Promise((resolve) => answers.push((value) => resolve({ v: 1, id, ok: true, value })))
    const relay = new BridgeRelay(document)
    const first = relay.settle()
    const second = relay.settle()
    answers[1]?.(null)
    await second
    answers[0]?.(grant)
    await first
    expect(document.posted).toEqual([])
  })
})

describe('a background that cannot say whether there is a grant', () => {
  const unsure: [string, unknown][] = [
    ['is asked too often', { v: 1, id: 'q', ok: false, error: { code: 'throttled', message: 'Wait.' } }],
    ['fails', { v: 1, id: 'q', ok: false, error: { code: 'internal', message: 'Try again.' } }],
    ['dies twice', undefined],
    ['answers nonsense', 'hello'],
  ]
  it.each(unsure)(
    'because it %s leaves the pages their bridge, which tells them of no loss',
    async (_, answer) => {
      const { document, port } = await connected()
      const heard = port.heard.length
      document.background = () => answer
      document.restore()
      await settled()
      expect(port.heard).toHaveLength(heard)
      expect(port.closed).toBe(false)
      allow(document)
      port.say(question)
      await settled()
      expect(port.heard.at(-1)).toMatchObject({ id: 'q1', ok: true })
    },
  )
})

describe('a document back from the bfcache', () => {
  it('finds out that its grant was taken back meanwhile', async () => {
    const { document, port } = await connected()
    refuse(document)
    document.restore()
    await settled()
    expect(port.heard.at(-1)).toEqual(revoked)
    expect(port.closed).toBe(true)
  })
})

describe('an extension that was updated or removed', () => {
  it('tells that the way is lost, before it answers noAnswer and closes', async () => {
    const { document, port } = await connected()
    document.living = false
    port.say(question)
    await settled()
    expect(port.heard.slice(1)).toMatchObject([
      { v: 1, event: 'transportLost', detail: {} },
      { id: 'q1', ok: false, error: { code: 'noAnswer' } },
    ])
    expect(port.closed).toBe(true)
  })

  it('leaves hellos to the bridge that comes after it', async () => {
    const { document } = await connected()
    document.living = false
    const port = new FakePort()
    document.say(hello, port)
    expect(port.heard).toEqual([])
    expect(document.listeners.post.size + document.listeners.restored.size).toBe(0)
  })
})
