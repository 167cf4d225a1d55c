import { inspect } from 'node:util'
import fc from 'fast-check'
import { CognitoUser, epochMs, storageKey } from '@cognito-shared-session/cognito-session'
import type {
  CognitoUserPool,
  CognitoUserSession,
  SessionEvent,
  SessionRecord,
} from '@cognito-shared-session/cognito-session'
import { describeRecord, sessionStatus } from '@cognito-shared-session/cognito-session/status'
import type { Fault, LocalUserPool } from '@cognito-shared-session/local-user-pool'
import { MortalLife } from './mortal-life.ts'
import type { Death } from './mortal-life.ts'
import { poolFor, recordIn, signIn } from './pool-client.ts'

export const names = ['ada', 'bob'] as const
export type Name = (typeof names)[number]

const REFRESH = 'GetTokensFromRefreshToken'
const DAY = 86_400_000

/** What may have happened to a user's session, and so what its record may say. */
export interface Fate {
  isSignedIn: boolean
  generation: number
  signedInAt: number
  /** Cognito was told to revoke. */
  isRevoked: boolean
  /** An answer to a refresh may have been lost. */
  answerLost: boolean
}

export type Model = Record<Name, Fate>

export function freshModel(): Model {
  const fate = { isSignedIn: false, generation: 0, signedInAt: 0, isRevoked: false, answerLost: false }
  return { ada: { ...fate }, bob: { ...fate } }
}

/** The code under test, over a store that outlives its workers, against the local pool. */
export class Subject {
  readonly store = new Map<string, string>()
  /** Everything that was said: events, errors, and answers as a log would show them. */
  readonly said: string[] = []
  #heard = 0
  /** Every password and every token that went over the wire. */
  readonly #secrets: Set<string>
  /** Whose each refresh token is. */
  readonly #owners = new Map<string, unknown>()
  readonly #pool: LocalUserPool
  #worker: CognitoUserPool
  #life: MortalLife
  #skew = 0
  #overlaps = 0

  constructor(pool: LocalUserPool) {
    this.#pool = pool
    this.#secrets = new Set(names.map((name) => pool.users[name].password))
    this.#life = new MortalLife(this.store, pool.clock)
    this.#worker = this.#start()
  }

  get now(): number {
    return this.#pool.clock.now()
  }

  user(name: Name): CognitoUser {
    return new CognitoUser({ Username: name, Pool: this.#worker })
  }

  record(name: Name): SessionRecord | undefined {
    const { id } = this.#pool.clients.rotating
    return recordIn(this.store.get(storageKey(this.#pool.poolId, id, 'session', name)))
  }

  async signIn(name: Name): Promise<void> {
    this.#pool.faults.clear()
    await signIn(this.#pool, this.#worker, name, 'USER_PASSWORD_AUTH')
  }

  /** What an app may hear of an outcome, noted down; the outcome itself. */
  async hear<Result>(outcome: Promise<Result>): Promise<Result | undefined> {
    try {
      const answer = await outcome
      this.#say(answer)
      return answer
    } catch (error) {
      this.#say(error)
      return undefined
    }
  }

  /** What may be told of a session without a token. */
  async describe(name: Name): Promise<void> {
    await this.hear(sessionStatus(this.user(name)))
    this.#say(describeRecord(JSON.stringify(this.record(name))))
    this.#say(this.user(name))
  }

  #say(something: unknown): void {
    this.said.push(inspect(something, { depth: 20 }), String(something), JSON.stringify(something) ?? '')
  }

  /** The worker dies at one of its next calls, while it refreshes; another one starts. */
  async dieRefreshing(name: Name, death: Death): Promise<void> {
    const life = new MortalLife(this.store, this.#pool.clock, death)
    const fetch = (url: string, init: RequestInit) => this.#learn(life.ports.fetch(url, init))
    const ports = { ...life.ports, fetch }
    const Pool = poolFor(this.#pool, 'rotating', { Storage: life.storage, ports, retry: 'caller' })
    const refreshed = new CognitoUser({ Username: name, Pool })
      .refresh({ force: true })
      .catch(() => undefined)
    await Promise.race([refreshed, life.died])
    this.restart()
  }

  /** Memory is lost, the store is kept. */
  restart(): void {
    this.#life.die()
    this.#worker = this.#start()
  }

  async resume(): Promise<void> {
    for (const name of names) await this.hear(this.user(name).resume())
  }

  pass(ms: number): void {
    this.#pool.clock.advance(ms)
  }

  jump(skew: number): void {
    this.#skew = skew
  }

  fault(fault: Fault): void {
    this.#pool.faults.add({ operation: REFRESH, fault })
  }

  clearFaults(): void {
    this.#pool.faults.clear()
  }

  revoke(name: Name): void {
    this.#pool.revokeTokens(name)
  }

  isLiving(session: CognitoUserSession): boolean {
    return session.isValidAt(epochMs(this.now + this.#skew))
  }

  /** Whatever must never be, as a sentence; undefined while all is well. */
  violation(model: Model): string | undefined {
    if (this.#overlaps > 0) return 'two refreshes of one account were in flight'
    for (const name of names) {
      const wrong = this.#wrong(name, model[name])
      if (wrong) return `${name}: ${wrong}`
    }
    const heard = this.said.slice(this.#heard).join('\n')
    this.#heard = this.said.length
    const leaked = [...this.#secrets].some((secret) => heard.includes(secret))
    return leaked ? 'a token or a password stood in an event, an error or an answer' : undefined
  }

  #wrong(name: Name, fate: Fate): string | undefined {
    const record = this.record(name)
    if (!record) return fate.isSignedIn ? 'the record is gone' : undefined
    if (record.generation < fate.generation) return 'the generation went back'
    fate.generation = record.generation
    if (record.state === 'signedIn') return this.#wrongTokens(name, record, fate)
    if (record.state === 'signedOut') return fate.isSignedIn ? 'nobody signed out' : undefined
    const excuse = {
      revoked: fate.isRevoked,
      expired: this.now - fate.signedInAt >= 30 * DAY,
      rotationLost: fate.answerLost,
    }
    const isExcused = Object.entries(excuse).some(([reason, holds]) => holds && reason === record.reason)
    // After a lost answer a revocation cannot be told from a lost rotation.
    const isAmbiguous = record.reason === 'rotationLost' && (excuse.revoked || excuse.expired)
    return isExcused || isAmbiguous ? undefined : `the session ended for no reason: ${record.reason}`
  }

  #wrongTokens(name: Name, record: SessionRecord & { state: 'signedIn' }, fate: Fate): string | undefined {
    if (!fate.isSignedIn) return 'the session came back'
    const sub = this.#pool.users[name].sub
    const subs = [record.sub, ...[record.idToken, record.accessToken].map(subjectOf)]
    subs.push(this.#owners.get(record.refreshToken ?? ''))
    return subs.every((found) => found === sub) ? undefined : "another user's token stands in the record"
  }

  #start(): CognitoUserPool {
    // Each worker's own: what one that is dead still calls has no effect, and never ends.
    const inFlight = new Map<unknown, number>()
    const life = new MortalLife(this.store, this.#pool.clock)
    this.#life = life
    const onEvent = (event: SessionEvent) => this.#say(event)
    const now = () => epochMs(this.now + this.#skew)
    const fetch = (url: string, init: RequestInit) => this.#counted(url, init, life, inFlight)
    const ports = { ...life.ports, now, fetch }
    return poolFor(this.#pool, 'rotating', { Storage: life.storage, ports, retry: 'caller', onEvent })
  }

  async #counted(
    url: string,
    init: RequestInit,
    life: MortalLife,
    inFlight: Map<unknown, number>,
  ): Promise<Response> {
    const body = typeof init.body === 'string' ? init.body : ''
    const owner = names.map((name) => this.record(name)).find((record) => isSentBy(record, body))
    if (owner?.state !== 'signedIn') return await this.#learn(life.ports.fetch(url, init))
    // A refresh that a sign-out left behind is none of the next session's.
    const session = claimsOf(owner.accessToken)['origin_jti']
    const count = (by: number) => inFlight.set(session, (inFlight.get(session) ?? 0) + by).get(session) ?? 0
    if (count(1) > 1) this.#overlaps += 1
    return await this.#learn(life.ports.fetch(url, init)).finally(() => count(-1))
  }

  /** Notes the tokens that Cognito hands out, and whose they are. */
  async #learn(answer: Promise<Response>): Promise<Response> {
    const response = await answer
    const text = await response.clone().text()
    const tokens = new Map<string, string>()
    for (const [, kind = '', token = ''] of text.matchAll(/"(\w+Token)":"([^"]+)"/g)) tokens.set(kind, token)
    for (const token of tokens.values()) this.#secrets.add(token)
    const [idToken, refreshToken] = [tokens.get('IdToken'), tokens.get('RefreshToken')]
    if (idToken && refreshToken) this.#owners.set(refreshToken, subjectOf(idToken))
    return response
  }
}

function isSentBy(record: SessionRecord | undefined, body: string): boolean {
  return record?.state === 'signedIn' && body.includes(`"RefreshToken":"${record.refreshToken}"`)
}

function subjectOf(jwt: string): unknown {
  return claimsOf(jwt)['sub']
}

function claimsOf(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
}

/** A step that never ends is a violation too. */
async function answered(step: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer came within ten seconds')), 10_000)
  })
  await Promise.race([step, hung]).finally(() => clearTimeout(timer))
}

class Step implements fc.AsyncCommand<Model, Subject> {
  readonly #sentence: string
  readonly #act: (model: Model, subject: Subject) => Promise<void>

  constructor(sentence: string, act: (model: Model, subject: Subject) => Promise<void>) {
    this.#sentence = sentence
    this.#act = act
  }

  check(): boolean {
    return true
  }

  async run(model: Model, subject: Subject): Promise<void> {
    await answered(this.#act(model, subject)).catch((cause: unknown) => {
      throw new Error(`${this.#sentence}: ${String(cause)}`, { cause })
    })
    const violation = subject.violation(model)
    if (violation) throw new Error(`${this.#sentence}: ${violation}`)
  }

  toString(): string {
    return this.#sentence
  }
}

function startAnew(model: Model, subject: Subject): void {
  for (const name of names) {
    const record = subject.record(name)
    if (record?.state === 'signedIn' && record.refreshing) model[name].answerLost = true
  }
  subject.restart()
}

const losing = new Set(['dropAfter', 'truncatedJson'])
const faults = fc.constantFrom<Fault>(
  { kind: 'dropBefore' },
  { kind: 'dropAfter' },
  { kind: 'throttled' },
  { kind: 'internal' },
  { kind: 'unavailableHtml' },
  { kind: 'html' },
  { kind: 'body', body: 'null' },
  { kind: 'body', body: '{}' },
  { kind: 'truncatedJson' },
)
const name = fc.constantFrom(...names)
const some = (sentence: string, act: (model: Model, subject: Subject, name: Name) => Promise<void>) =>
  name.map((who) => new Step(`${who} ${sentence}`, (model, subject) => act(model, subject, who)))

/** Everything that can happen in the life of two sessions. */
export const commands = [
  some('signs in', async (model, subject, who) => {
    await subject.signIn(who)
    const { generation } = model[who]
    model[who] = {
      isSignedIn: true,
      generation,
      signedInAt: subject.now,
      isRevoked: false,
      answerLost: false,
    }
  }),
  some('asks', async (_, subject, who) => void (await subject.hear(subject.user(who).getSession()))),
  some('is described', async (_, subject, who) => await subject.describe(who)),
  some('asks twenty times at once', async (_, subject, who) => {
    await Promise.all(Array.from({ length: 20 }, () => subject.hear(subject.user(who).getSession())))
  }),
  some('asks with and without metadata at once', async (_, subject, who) => {
    const asked = [{}, { clientMetadata: { a: 'b' } }, {}].map((options) =>
      subject.user(who).getSession(options),
    )
    await Promise.all(asked.map((answer) => subject.hear(answer)))
  }),
  some('refreshes', async (_, subject, who) => void (await subject.hear(subject.user(who).refresh()))),
  some(
    'forces a refresh',
    async (_, subject, who) => void (await subject.hear(subject.user(who).refresh({ force: true }))),
  ),
  some('signs out', async (model, subject, who) => {
    model[who].isSignedIn = false
    await subject.user(who).signOut()
  }),
  some('signs out while a refresh is in flight', async (model, subject, who) => {
    const refreshed = subject.hear(subject.user(who).refresh({ force: true }))
    model[who].isSignedIn = false
    await Promise.all([subject.user(who).signOut(), refreshed])
  }),
  some('is revoked at the pool', async (model, subject, who) => {
    subject.revoke(who)
    model[who].isRevoked = true
  }),
  fc.tuple(name, fc.nat(12), fc.boolean()).map(([who, call, isAfter]) => {
    const moment = isAfter ? 'after its effect' : 'before its effect'
    return new Step(
      `the worker dies at call ${call} ${moment} while ${who} refreshes`,
      async (model, subject) => {
        model[who].answerLost = true
        await subject.dieRefreshing(who, { call, moment })
      },
    )
  }),
  fc.constant(new Step('the worker starts anew', async (model, subject) => startAnew(model, subject))),
  fc.constant(
    new Step('the worker starts anew and resumes', async (model, subject) => {
      startAnew(model, subject)
      await subject.resume()
    }),
  ),
  fc
    .constantFrom(1000, 20_000, 61_000, 600_000, 3_600_000, DAY, 20 * DAY)
    .map((ms) => new Step(`${ms / 1000} s pass`, async (_, subject) => subject.pass(ms))),
  fc
    .constantFrom(0, 3_600_000, -3_600_000, 30_000)
    .map((skew) => new Step(`the clock is ${skew / 1000} s off`, async (_, subject) => subject.jump(skew))),
  faults.map(
    (fault) =>
      new Step(`a refresh meets ${fault.kind}`, async (model, subject) => {
        if (losing.has(fault.kind)) for (const who of names) model[who].answerLost = true
        subject.fault(fault)
      }),
  ),
  some('asks when the network is well', async (_, subject, who) => {
    subject.clearFaults()
    const session = await subject.hear(subject.user(who).getSession({ afterGap: true }))
    const record = subject.record(who)
    if (record?.state === 'signedIn' && (!session || !subject.isLiving(session))) {
      throw new Error(`${who}: a session that stands was not answered: ${subject.said.at(-1)}`)
    }
  }),
]
