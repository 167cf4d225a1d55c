import { CognitoUser, CognitoUserPool, MemoryStorage, epochMs } from '@cognito-shared-session/cognito-session'
import type {
  ICognitoUserPoolData,
  Ports,
  SessionEvent,
  SessionRecord,
  SessionStorage,
} from '@cognito-shared-session/cognito-session'
import { start } from './tokens.ts'

export interface Request {
  operation: string
  body: Record<string, unknown>
  url: string
  init: RequestInit
}

export type Answer = (request: Request) => Response | Promise<Response>

interface Waiting {
  due: number
  settle: () => void
}

/** A clock that stands still, a network that answers what it is told, and timers that go off when time is moved. */
export class World {
  now = start
  requests: Request[] = []
  events: SessionEvent[] = []
  readonly storage: SessionStorage
  #waiting: Waiting[] = []
  readonly #answers = new Map<string, Answer[]>()

  constructor(storage: SessionStorage = new MemoryStorage()) {
    this.storage = storage
  }

  readonly ports: Ports = {
    now: () => epochMs(this.now),
    fetch: (url, init) => this.#fetch(url, init),
    getRandomValues: (bytes) => bytes.fill(128),
    wait: (ms, signal) => this.#wait(ms, signal),
  }

  pool(data: Partial<ICognitoUserPoolData> = {}): CognitoUserPool {
    return new CognitoUserPool({
      UserPoolId: 'eu-west-1_Pool1',
      ClientId: 'client1',
      Storage: this.storage,
      ports: this.ports,
      onEvent: (event) => this.events.push(event),
      ...data,
    })
  }

  user(Username = 'ann', data: Partial<ICognitoUserPoolData> = {}): CognitoUser {
    return new CognitoUser({ Username, Pool: this.pool(data) })
  }

  /** The next answers to an operation, one a call; the last one goes on answering. */
  answer(operation: string, ...answers: Answer[]): void {
    this.#answers.set(operation, answers)
  }

  count(operation: string): number {
    return this.requests.filter((request) => request.operation === operation).length
  }

  bodies(operation: string): Record<string, unknown>[] {
    return this.requests.filter((request) => request.operation === operation).map(({ body }) => body)
  }

  /** Moves time on, lets go off what is due, and lets everything that follows happen. */
  async pass(ms: number): Promise<void> {
    this.now += ms
    const due = this.#waiting.filter((waiting) => waiting.due <= this.now)
    this.#waiting = this.#waiting.filter((waiting) => !due.includes(waiting))
    for (const { settle } of due) settle()
    await quiet()
  }

  /** How long the timers that are set have to run. */
  timers(): number[] {
    return this.#waiting.map(({ due }) => due - this.now)
  }

  stored(username = 'ann'): SessionRecord | undefined {
    const text = this.item(`CognitoSession.eu-west-1_Pool1.client1.session.${username}`)
    return text === '' ? undefined : JSON.parse(text)
  }

  /** What a synchronous storage holds under a key; '' where it holds nothing. */
  item(key: string): string {
    const text = this.storage.getItem(key)
    return typeof text === 'string' ? text : ''
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    const operation = headers.get('x-amz-target')?.split('.')[1] ?? ''
    const request = { operation, url, init, body: JSON.parse(typeof init.body === 'string' ? init.body : '') }
    this.requests.push(request)
    const answers = this.#answers.get(operation) ?? []
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (!answer) throw new TypeError(`Nothing answers ${operation}.`)
    return await answer(request)
  }

  #wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((settle) => {
      const waiting = { due: this.now + ms, settle }
      this.#waiting.push(waiting)
      signal?.addEventListener('abort', () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiting)
        settle()
      })
    })
  }
}

/** Until nothing happens any more that needs neither time nor network. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

export function json(body: unknown, init: ResponseInit = {}): Answer {
  return () => new Response(JSON.stringify(body), init)
}

/** An error as AWS sends it. */
export function refusal(type: string, message = 'No.', init: ResponseInit = {}): Answer {
  return json({ __type: type, message }, { status: 400, ...init })
}

export function tokens(result: object): Answer {
  return json({ AuthenticationResult: { ExpiresIn: 3600, TokenType: 'Bearer', ...result } })
}

export const offline: Answer = () => Promise.reject(new TypeError('fetch failed'))

export const silence: Answer = () => new Promise<Response>(() => undefined)

/** An answer that comes when the test says so. */
export function later(): { answer: Answer; give: (answer: Answer) => Promise<void> } {
  let give: (answer: Answer) => void = () => undefined
  const given = new Promise<Answer>((resolve) => {
    give = resolve
  })
  return {
    answer: async (request) => (await given)(request),
    give: async (answer) => {
      give(answer)
      await quiet()
    },
  }
}
