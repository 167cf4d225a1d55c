import type { PanelClaims } from '../contract/panel.ts'
import { SessionError } from '../contract/errors.ts'
import type { Accounts } from './accounts.ts'
import type { Activity } from './activity.ts'
import type { PanelScripts } from './ports.ts'
import type { SessionOwner } from './session-owner.ts'
import { assertNotFailed } from './verification.ts'

/** Draws the session's claims on a page, by the person's gesture. Claims go there, never tokens; no grant arises. */
export class Panel {
  readonly #scripts: PanelScripts
  readonly #owner: SessionOwner
  readonly #accounts: Accounts
  readonly #activity: Activity

  constructor(scripts: PanelScripts, owner: SessionOwner, accounts: Accounts, activity: Activity) {
    this.#scripts = scripts
    this.#owner = owner
    this.#accounts = accounts
    this.#activity = activity
  }

  /** @throws SessionError `cannotRunHere` on pages that no extension may touch */
  async show(tabId: number): Promise<void> {
    const claims = { v: 1, panel: 'claims', session: await this.#session() } as const
    try {
      await this.#scripts.show(tabId, claims)
      this.#activity.note({ kind: 'drawn' })
    } catch (cause) {
      throw new SessionError(
        'cannotRunHere',
        'The browser lets no extension draw on this page. Open it on another page.',
        { cause },
      )
    }
  }

  async #session(): Promise<PanelClaims['session']> {
    const views = await this.#owner.views()
    if (views.length === 0) return { state: 'signedOut' }
    const account = await this.#accounts.named(undefined)
    const view = views.find((known) => known.account === account)
    if (view === undefined || view.state === 'signedOut') return { state: 'signedOut' }
    if (view.state === 'signInNeeded') return { state: 'signInNeeded', reason: view.reason }
    assertNotFailed(view)
    const { state, idClaims, accessClaims, former, clockDrift, sizes, signature } = view
    return { state, idClaims, accessClaims, former, clockDrift, sizes, signature }
  }
}
