import { connectOn } from '../connect.ts'
import type { connectSession, ConnectOptions } from '../connect.ts'
import type { Gives, PageErrorCode, Question, Want } from '../protocol.ts'
import type { SharedSession } from '../session.ts'
import { FakeExtension, type FakeSession } from './fake-extension.ts'
import { fakePage } from './fake-page.ts'

export interface FakeSessionOptions<Asked extends Want> {
  /** What the code under test asks for. */
  want: Asked
  /** Who is signed in at first; nobody where nothing is said. */
  session?: FakeSession
  /** What the person allowed at first: all that is asked for, where nothing is said. Null: nothing yet. */
  gives?: Want | null
  /** Whether the person allowed the site to end the shared session; else `signOut` rejects with `rejected`. */
  maySignOut?: boolean
  /** Runs when a page forces a refresh; `setSession` here what the refresh brings. */
  onForceRefresh?: () => void
}

/** A session whose other end is in the test's hands. */
export interface FakeSharedSession<Asked extends Want> {
  /** Of the same class as the real one. */
  readonly session: Promise<SharedSession<Asked>>
  /** In place of `connectSession`, for code that connects by itself. */
  readonly connect: typeof connectSession
  /** All that was asked, in the order in which it came. */
  readonly asked: readonly Question[]
  /** Somebody signs in, the tokens are refreshed, the session ends: listeners hear of it. */
  setSession(session: FakeSession): void
  /** The person signs out, elsewhere. */
  signOut(): void
  /** The person allows the site: all that was asked for, or this. */
  allow(gives?: Want): void
  /** The person takes the permission back. */
  refuse(): void
  /** The next question is answered with this error. */
  failNext(code: PageErrorCode): void
}

const NOTHING: Gives = { claims: [], idToken: false, accessToken: false }

/**
 * A stand-in for the extension, for tests of code that uses the SDK: no browser, no waiting.
 *
 * @example
 * const fake = fakeSharedSession({ want: { claims: ['email'] } })
 * fake.setSession({ state: 'signedIn', claims: { email: 'ada@example.com' } })
 * const now = await (await fake.session).getSession()
 */
export function fakeSharedSession<const Asked extends Want>({
  want,
  session = { state: 'signedOut' },
  gives = want,
  maySignOut = true,
  onForceRefresh,
}: FakeSessionOptions<Asked>): FakeSharedSession<Asked> {
  const extension = new FakeExtension(session, gives === null ? undefined : given(gives))
  extension.maySignOut = maySignOut
  extension.onForceRefresh = onForceRefresh
  const pages: ReturnType<typeof fakePage>[] = []
  const connect = <const Wanted extends Want>(options: ConnectOptions<Wanted>) => {
    const page = fakePage(extension)
    pages.push(page)
    return connectOn(page, options)
  }
  return {
    session: ignorable(connect({ want, wait: true })),
    connect,
    asked: extension.asked,
    setSession: (next) => extension.set(next),
    signOut: () => extension.set({ state: 'signedOut' }),
    allow(more = want) {
      extension.allow(given(more))
      pages.forEach((page) => page.announce())
    },
    refuse: () => extension.allow(undefined),
    failNext: (code) => extension.failNext(code),
  }
}

function given({ claims = [], ...tokens }: Want): Gives {
  return { ...NOTHING, ...tokens, claims: [...claims] }
}

/** A session that no test awaits is no unhandled rejection. */
function ignorable<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {})
  return promise
}
