import {
  PROTOCOL_VERSION,
  type Gives,
  type GrantView,
  type PageErrorCode,
  type PageEvent,
  type PageMessages,
  type Question,
  type SessionView,
  type Want,
} from '../protocol.ts'

type SignedIn = Extract<SessionView, { state: 'signedIn' }>

/** Everything that the extension could give; a site gets of it what it asked for and was allowed. */
export type FakeSession =
  | (Partial<Omit<SignedIn, 'state' | 'generation'>> & { state: 'signedIn' })
  | Omit<Extract<SessionView, { state: 'signedOut' }>, 'generation'>
  | Omit<Extract<SessionView, { state: 'signInNeeded' }>, 'generation'>

/** In 2100: tokens of a test do not expire while it runs. */
const FAR_OFF = 4_102_444_800_000

/** An extension that lives in a test, and does what it is told. */
export class FakeExtension {
  readonly asked: Question[] = []
  session: FakeSession
  gives: Gives | undefined
  maySignOut = true
  onForceRefresh: (() => void) | undefined
  /** Hears what the extension tells pages unasked. */
  push: (event: PageEvent) => void = () => {}
  readonly #failures: PageErrorCode[] = []
  #generation = 1

  constructor(session: FakeSession, gives: Gives | undefined) {
    this.session = session
    this.gives = gives
  }

  failNext(code: PageErrorCode): void {
    this.#failures.push(code)
  }

  set(session: FakeSession): void {
    this.session = session
    this.changed()
  }

  allow(gives: Gives | undefined): void {
    this.gives = gives
    this.push({ v: PROTOCOL_VERSION, event: 'permissionsChanged', detail: { grant: this.#grant() } })
  }

  changed(): void {
    this.#generation++
    if (!this.gives) return
    this.push({ v: PROTOCOL_VERSION, event: 'sessionChanged', detail: { generation: this.#generation } })
  }

  answer(question: Question): object {
    this.asked.push(question)
    const code = this.#failures.shift() ?? this.#refusal(question.method)
    const outcome = code
      ? { ok: false, error: { code, message: `The test said ${code}.` } }
      : { ok: true, value: this.#value(question) }
    return { v: PROTOCOL_VERSION, id: question.id, ...outcome }
  }

  #refusal(method: keyof PageMessages): PageErrorCode | undefined {
    if (!this.gives && method !== 'permissions') return 'notAllowed'
    return method === 'signOut' && !this.maySignOut ? 'rejected' : undefined
  }

  #value({ method, params }: Question): unknown {
    switch (method) {
      case 'connect':
      case 'permissions':
        return this.#grant()
      case 'getSession':
        return this.#view(params)
      case 'disconnect':
        this.allow(undefined)
        return null
      case 'signOut':
        this.set({ state: 'signedOut' })
        return null
    }
  }

  #grant(): GrantView | null {
    const { gives, maySignOut } = this
    return gives ? { origin: 'https://test.example', gives, frames: false, maySignOut, since: 0 } : null
  }

  #view(params: object): SessionView {
    if ('forceRefresh' in params && params.forceRefresh === true && this.session.state === 'signedIn') {
      this.onForceRefresh?.()
      this.changed()
    }
    const generation = this.#generation
    if (this.session.state !== 'signedIn') return { ...this.session, generation }
    const { account = 'a1', expiresAt = FAR_OFF, claims = {}, idToken, accessToken } = this.session
    const asked = askedIn(params)
    const given = this.#given(asked)
    const names = given.claims.filter((name) => Object.hasOwn(claims, name))
    return {
      state: 'signedIn',
      account,
      generation,
      expiresAt,
      ...(asked.claims && { claims: Object.fromEntries(names.map((name) => [name, claims[name]])) }),
      ...(given.idToken && idToken !== undefined && { idToken }),
      ...(given.accessToken && accessToken !== undefined && { accessToken }),
    }
  }

  /** What was both asked for and allowed, as in the extension. */
  #given({ claims = [], idToken = false, accessToken = false }: Want): Gives {
    const gives = this.gives ?? { claims: [], idToken: false, accessToken: false }
    return {
      claims: claims.filter((name) => gives.claims.includes(name)),
      idToken: idToken && gives.idToken,
      accessToken: accessToken && gives.accessToken,
    }
  }
}

function askedIn(params: object): Want {
  return 'want' in params && typeof params.want === 'object' && params.want !== null ? params.want : {}
}
