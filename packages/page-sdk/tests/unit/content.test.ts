import { beforeEach, describe, expect, it } from 'vitest'
import { connectOn } from '../../src/connect.ts'
import { connectSession } from '../../src/content/index.ts'
import { scriptPage, type OwnRuntime } from '../../src/content/script-page.ts'
import { PROTOCOL_VERSION, type Question } from '../../src/protocol.ts'
import { friendly, grant, refusal, signedIn, value, type Script } from './fake-extension.ts'
import { FakePage, settled } from './fake-page.ts'

const want = { claims: ['email'] } as const
type Listener = Parameters<OwnRuntime['onMessage']['addListener']>[0]

/** The extension's channel as its content script has it. */
class FakeOwnRuntime implements OwnRuntime {
  id: string | undefined = 'ours'
  readonly asked: Question[] = []
  readonly listeners = new Set<Listener>()
  script: Script = { ...friendly }
  /** How many answers get lost, as by a worker that dies. */
  lost = 0
  readonly onMessage = {
    addListener: (listener: Listener) => void this.listeners.add(listener),
    removeListener: (listener: Listener) => void this.listeners.delete(listener),
  }

  async sendMessage(message: object): Promise<unknown> {
    if (this.id === undefined) throw new Error('Extension context invalidated.')
    const question = message as Question
    this.asked.push(question)
    if (this.lost-- > 0) return undefined
    return { v: PROTOCOL_VERSION, id: question.id, ...this.script[question.method]?.(question) }
  }

  push(event: string, detail: object, sender: Parameters<Listener>[1] = { id: 'ours' }): void {
    for (const listener of this.listeners) listener({ v: PROTOCOL_VERSION, event, detail }, sender)
  }
}

let page: FakePage
let runtime: FakeOwnRuntime
let left: AbortController

beforeEach(() => {
  page = new FakePage()
  runtime = new FakeOwnRuntime()
  left = new AbortController()
})
function connect(more: object = {}) {
  const around = {
    onReturn: (listener: () => void) => page.onReturn(listener),
    later: (ms: number, callback: () => void) => page.later(ms, callback),
    randomId: () => page.randomId(),
  }
  return connectOn(scriptPage(around, runtime, left.signal), { want, ...more })
}

describe('a content script', () => {
  it('asks the background itself, and posts nothing to the page', async () => {
    const session = await connect()
    expect(await session.getSession()).toMatchObject({ claims: { email: 'ada@example.com' } })
    expect(runtime.asked.map(({ method }) => method)).toEqual(['connect', 'getSession'])
    expect(page.posted).toEqual([])
  })

  it('asks once more when the worker died on the way', async () => {
    const session = await connect()
    runtime.lost = 1
    expect(await session.getSession()).toMatchObject({ state: 'signedIn' })
    runtime.lost = 2
    await expect(session.getSession()).rejects.toMatchObject({ code: 'noAnswer' })
  })

  it('hears of changes, from its own background alone', async () => {
    const session = await connect()
    const heard: unknown[] = []
    await session.getSession()
    session.onSessionChanged((change) => heard.push(change.state))
    runtime.script.getSession = () => value({ state: 'signedOut', generation: 2 })
    runtime.push('sessionChanged', { generation: 2 }, { id: 'another' })
    runtime.push('sessionChanged', { generation: 2 }, { id: 'ours', tab: {} })
    await settled()
    expect(heard).toEqual([])
    runtime.push('sessionChanged', { generation: 2 })
    await settled()
    expect(heard).toEqual(['signedOut'])
  })

  it('believes no event about permissions, which may be another frame’s, but asks', async () => {
    const session = await connect()
    const heard: unknown[] = []
    session.onSessionChanged((change) => heard.push(change.state))
    runtime.push('permissionsChanged', { grant: null })
    await settled()
    expect(heard).not.toContain('notAllowed')
    runtime.script.permissions = () => value(null)
    runtime.push('permissionsChanged', { grant })
    await settled()
    expect(heard).toContain('notAllowed')
  })

  it('waits until the person allows the site', async () => {
    runtime.script.connect = () => refusal('notAllowed')
    await expect(connect()).rejects.toMatchObject({ code: 'notAllowed' })
    const connecting = connect({ wait: true })
    await settled()
    runtime.script.connect = () => value(grant)
    runtime.push('permissionsChanged', { grant })
    expect(await (await connecting).getSession()).toEqual(signedIn(1))
  })

  it('is told when its extension was updated or removed', async () => {
    const session = await connect()
    runtime.id = undefined
    const asked = session.getSession()
    const refused = expect(asked).rejects.toMatchObject({ code: 'notInstalled' })
    await page.pass(1_000)
    await refused
  })

  it('listens no more once it left', async () => {
    await connect()
    expect(runtime.listeners.size).toBe(1)
    left.abort()
    expect(runtime.listeners.size).toBe(0)
  })
})

it('is unsupported where no extension’s script runs', async () => {
  await expect(connectSession({ want })).rejects.toMatchObject({ code: 'unsupported' })
})
