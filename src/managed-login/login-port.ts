import type { Asked } from '../browser/ask.ts'
import type { LoginWindow } from '../browser/login-window.ts'
import type { AccountId } from '../contract/identity.ts'
import type { Method, Params } from '../contract/messages.ts'

/** Everything that a managed login needs of the browser and the background. */
export interface LoginPort {
  ask<Name extends Method>(method: Name, params: Params<Name>): Promise<Asked<Name>>
  openLogin(address: string, interactive: boolean): Promise<LoginWindow>
  redirectUrl(poolId: string): string
  /** What a person who is signed in goes by. */
  nameOf(account: AccountId): Promise<string | undefined>
  /** Undefined where another page of the extension is at it. */
  exclusively<Result>(run: () => Promise<Result>): Promise<Result | undefined>
}
