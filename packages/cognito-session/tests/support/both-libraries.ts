import * as older from 'amazon-cognito-identity-js'
import { vi } from 'vitest'
import * as ours from '@cognito-shared-session/cognito-session'
import { start, tokenPair } from './tokens.ts'
import type { Life } from './tokens.ts'
import type { Answer } from './world.ts'

/** The part of the surface that both libraries have. */
export type Library = Pick<
  typeof older,
  | 'AuthenticationDetails'
  | 'CognitoAccessToken'
  | 'CognitoIdToken'
  | 'CognitoRefreshToken'
  | 'CognitoUser'
  | 'CognitoUserPool'
  | 'CognitoUserSession'
>

export const libraries: Record<'old' | 'ours', Library> = { old: older, ours: ours as unknown as Library }

/** One library on a clock that stands still, a scripted network and a storage that can be looked into. */
export class Stage {
  readonly items = new Map<string, string>()
  readonly sent: string[] = []
  readonly answers: Record<string, Answer[]> = {}
  readonly #library: Library
  refuses = false

  constructor(library: Library) {
    this.#library = library
    vi.useFakeTimers({ now: start, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => this.#fetch(url, init))
  }

  get storage(): older.ICognitoStorage {
    return {
      getItem: (key) => this.items.get(key) ?? null,
      setItem: (key, value) => {
        if (this.refuses) throw new Error('QuotaExceededError')
        this.items.set(key, value)
      },
      removeItem: (key) => void this.items.delete(key),
      clear: () => this.items.clear(),
    }
  }

  user(Username = 'ann'): older.CognitoUser {
    const Storage = this.storage
    const data = {
      UserPoolId: 'eu-west-1_Pool1',
      ClientId: 'client1',
      Storage,
      retry: 'caller',
      onEvent: () => undefined,
    }
    return new this.#library.CognitoUser({ Username, Pool: new this.#library.CognitoUserPool(data), Storage })
  }

  session(life: Life & { refreshToken?: string } = {}): older.CognitoUserSession {
    const pair = tokenPair(life)
    return new this.#library.CognitoUserSession({
      IdToken: new this.#library.CognitoIdToken(pair),
      AccessToken: new this.#library.CognitoAccessToken(pair),
      RefreshToken: this.refreshToken(life.refreshToken ?? 'refresh-1'),
    })
  }

  refreshToken(RefreshToken: string): older.CognitoRefreshToken {
    return new this.#library.CognitoRefreshToken({ RefreshToken })
  }

  async signedIn(name = 'ann', life: Life & { refreshToken?: string } = {}): Promise<older.CognitoUser> {
    const user = this.user(name)
    user.setSignInUserSession(this.session(life))
    await this.settle()
    return user
  }

  /** Calls a method that takes a callback; what it is told, or 'nothing' after a minute. */
  async told(
    call: (callback: (...answer: unknown[]) => void) => void,
    wait = 60_000,
  ): Promise<unknown[] | 'nothing'> {
    let told: unknown[] | 'nothing' = 'nothing'
    try {
      call((...answer) => {
        told = answer
      })
    } catch (error) {
      return [error]
    }
    await this.settle(wait)
    return told
  }

  refresh(user: older.CognitoUser, wait?: number): Promise<unknown[] | 'nothing'> {
    const token = user.getSignInUserSession()?.getRefreshToken() ?? this.refreshToken('refresh-1')
    return this.told((callback) => user.refreshSession(token, callback), wait)
  }

  details(): older.AuthenticationDetails {
    return new this.#library.AuthenticationDetails({ Username: 'ann', Password: 'secret' })
  }

  /** The refresh tokens of a user that the storage holds. */
  stored(name = 'ann'): string {
    const kept = [...this.items].filter(([key]) => key.includes(`.${name}`)).map(([, value]) => value)
    return (
      kept
        .join(' ')
        .match(/refresh-[\w-]+/g)
        ?.join(' ') ?? 'none'
    )
  }

  /** Lets time pass, and everything happen that follows. */
  async settle(ms = 0): Promise<void> {
    for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    await vi.advanceTimersByTimeAsync(ms)
    for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  }

  count(operation: string): number {
    return this.sent.filter((sent) => sent === operation).length
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const operation = new Headers(init.headers).get('x-amz-target')?.split('.')[1] ?? ''
    this.sent.push(operation)
    // Ours asks with an operation of its own; the answers are the same.
    const queue =
      this.answers[
        operation === 'GetTokensFromRefreshToken'
          ? 'refresh'
          : operation === 'InitiateAuth' && isRefresh(init)
            ? 'refresh'
            : operation
      ] ?? []
    const answer = queue.length > 1 ? queue.shift() : queue[0]
    if (!answer) throw new TypeError(`Nothing answers ${operation}.`)
    return await answer({ operation, url, init, body: {} })
  }
}

function isRefresh({ body }: RequestInit): boolean {
  return typeof body === 'string' && body.includes('REFRESH_TOKEN_AUTH')
}

export function endStage(): void {
  vi.useRealTimers()
  vi.unstubAllGlobals()
}
