import { describe, expect, it } from 'vitest'
import { connectOn } from '../../src/connect.ts'
import { sessionFetch } from '../../src/fetch.ts'
import { FakeBridge, friendly, refusal, signedIn, value } from './fake-extension.ts'
import { FakePage } from './fake-page.ts'

const API = 'https://api.example'

/** An API that answers by the token it is shown, and a session whose forced refresh brings the next token. */
async function world({ tokens = ['t1', 't2'], answer = ok } = {}) {
  const page = new FakePage()
  let refreshes = 0
  const bridge = new FakeBridge(page, {
    ...friendly,
    getSession: ({ params }) => {
      if ('forceRefresh' in params && params.forceRefresh) refreshes++
      const accessToken = tokens[Math.min(refreshes, tokens.length - 1)]
      return value(
        accessToken === undefined
          ? { state: 'signedOut', generation: 1 }
          : signedIn(1 + refreshes, { accessToken }),
      )
    },
  })
  const session = await connectOn(page, { want: { accessToken: true } })
  const requests: Request[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    requests.push(request.clone())
    return answer(request)
  }
  const shown = () => requests.map(({ headers }) => headers.get('authorization'))
  return {
    bridge,
    requests,
    shown,
    refreshes: () => refreshes,
    fetch: sessionFetch(session, { apis: [API], fetch }),
  }
}

function ok(request: Request): Response {
  return new Response(request.url)
}

const onlyWith = (token: string) => (request: Request) =>
  new Response(null, { status: request.headers.get('authorization') === `Bearer ${token}` ? 200 : 401 })

function redirect(): Response {
  return Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })
}

describe('fetch with the session', () => {
  it('shows the access token to a listed API', async () => {
    const { fetch, shown } = await world()
    await fetch(`${API}/orders?open=1`)
    expect(shown()).toEqual(['Bearer t1'])
  })

  it.each([
    ['another host', 'https://other.example/'],
    ['a host that ends the same', 'https://evil-api.example/'],
    ['a subdomain', 'https://a.api.example/'],
    ['another port', 'https://api.example:8443/'],
    ['plain http', 'http://api.example/'],
    ['a listed API as the user name', 'https://api.example@evil.example/'],
  ])('shows nothing to %s, and does not even ask for a token', async (_, url) => {
    const { fetch, shown, bridge } = await world()
    await fetch(new URL(url).origin + '/x')
    expect(shown()).toEqual([null])
    expect(bridge.asked.map(({ method }) => method)).toEqual(['connect'])
  })

  it('leaves a request alone that brings its own authorization', async () => {
    const { fetch, shown } = await world()
    await fetch(`${API}/`, { headers: { authorization: 'Basic abc' } })
    expect(shown()).toEqual(['Basic abc'])
  })

  it('sends what a signed-out person asks without a token', async () => {
    const { fetch, shown, refreshes } = await world({ tokens: [], answer: onlyWith('t1') })
    expect((await fetch(`${API}/`)).status).toBe(401)
    expect([shown(), refreshes()]).toEqual([[null], 0])
  })

  it('has the token refreshed once after a 401, and sends the same request again', async () => {
    const { fetch, shown, requests, refreshes } = await world({ answer: onlyWith('t2') })
    const answer = await fetch(`${API}/orders`, { method: 'POST', body: 'one engine' })
    expect(answer.status).toBe(200)
    expect([shown(), refreshes()]).toEqual([['Bearer t1', 'Bearer t2'], 1])
    expect(await Promise.all(requests.map((request) => request.text()))).toEqual(['one engine', 'one engine'])
  })

  it('takes a second 401 for the answer', async () => {
    const { fetch, shown } = await world({ answer: onlyWith('another') })
    expect((await fetch(`${API}/`)).status).toBe(401)
    expect(shown()).toEqual(['Bearer t1', 'Bearer t2'])
  })

  it('does not send the same token twice', async () => {
    const { fetch, shown } = await world({ tokens: ['t1'], answer: onlyWith('another') })
    expect((await fetch(`${API}/`)).status).toBe(401)
    expect(shown()).toEqual(['Bearer t1'])
  })

  it('hands out the 401 where the token cannot be refreshed: the API has answered', async () => {
    const { fetch, bridge, shown } = await world({ answer: onlyWith('t2') })
    const { getSession } = bridge.script
    bridge.script = {
      getSession: (question) =>
        'forceRefresh' in question.params ? refusal('offline') : getSession?.(question),
    }
    expect((await fetch(`${API}/`)).status).toBe(401)
    expect(shown()).toEqual(['Bearer t1'])
  })

  it('follows no redirect with the token', async () => {
    const { fetch, requests } = await world({ answer: redirect })
    await expect(fetch(`${API}/`)).rejects.toThrow(TypeError)
    expect(requests.map(({ redirect }) => redirect)).toEqual(['manual'])
  })

  it('hands out an opaque redirect where that was asked for', async () => {
    const { fetch } = await world({ answer: redirect })
    expect((await fetch(`${API}/`, { redirect: 'manual' })).type).toBe('opaqueredirect')
  })

  it('rejects with the error of the session, and sends nothing', async () => {
    const { fetch, bridge, requests } = await world()
    bridge.script = { getSession: () => refusal('notAllowed') }
    await expect(fetch(`${API}/`)).rejects.toMatchObject({ code: 'notAllowed' })
    expect(requests).toEqual([])
  })

  it('is aborted as any fetch is', async () => {
    const { fetch, bridge } = await world()
    bridge.script = { getSession: () => undefined }
    const controller = new AbortController()
    const fetching = fetch(`${API}/`, { signal: controller.signal })
    controller.abort()
    await expect(fetching).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('the list of APIs', () => {
  it.each([
    'http://api.example',
    'ftp://api.example',
    'https://api.example/v1',
    'https://*.example',
    'api.example',
    'https://user@api.example',
  ])('refuses %s', async (api) => {
    const session = await connectOn(bridged(), { want: { accessToken: true } })
    expect(() => sessionFetch(session, { apis: [api] })).toThrow(TypeError)
  })

  it.each([
    'https://api.example/',
    'https://api.example:8443',
    'http://localhost:3000',
    'http://127.0.0.1:1',
    'http://[::1]:1',
  ])('takes %s', async (api) => {
    const session = await connectOn(bridged(), { want: { accessToken: true } })
    expect(() => sessionFetch(session, { apis: [api] })).not.toThrow()
  })

  it('is of no use to a session that was not asked for the access token', async () => {
    const session = await connectOn(bridged(), { want: { claims: ['email'] } })
    // @ts-expect-error -- the type says that there is no token
    expect(() => sessionFetch(session, { apis: [API] })).not.toThrow()
  })
})

function bridged(): FakePage {
  const page = new FakePage()
  void new FakeBridge(page)
  return page
}
