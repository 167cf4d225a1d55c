import { SessionError } from '../contract/errors.ts'
import { Accounts } from './accounts.ts'
import { Bridges } from './bridges.ts'
import { CallRate } from './call-rate.ts'
import { externalCaller, internalCaller, type Self, type Sender } from './caller.ts'
import { ForcedRefreshes } from './forced-refreshes.ts'
import { Grants } from './grants.ts'
import { handlers } from './handlers.ts'
import { Panel } from './panel.ts'
import { OperatorPolicy } from './policy.ts'
import type { BackgroundPorts } from './ports.ts'
import { Profiles } from './profiles.ts'
import { RefreshSchedule } from './refresh-schedule.ts'
import { Router } from './router.ts'
import { SessionOwner } from './session-owner.ts'
import { StoredSettings } from './settings.ts'
import { ManagedLogins } from './sign-in/managed-login.ts'
import { PasswordSignIn } from './sign-in/password.ts'
import { Sites } from './sites.ts'
import { UserPools } from './user-pools.ts'
import { Vault } from './vault.ts'

/** All rooms of the background, over ports: in the worker the browser's, in tests a kept store and a fake clock. */
export function createBackground(ports: BackgroundPorts, self: Self) {
  const grants = new Grants(ports.local, () => ports.now())
  const bridges = new Bridges(ports, grants)
  const sites = new Sites(ports, grants, bridges)
  const profiles = new Profiles(ports.local)
  const pools = new UserPools(profiles, ports)
  const schedule = new RefreshSchedule(ports.alarm, () => ports.now())
  const settings = new StoredSettings(ports.local)
  const vault = new Vault(ports, () => settings.staysSignedIn())
  const owner = new SessionOwner(ports, pools, vault, schedule, (view) => {
    void bridges.sessionChanged(view.account, view.generation)
  })
  const accounts = new Accounts(owner, settings)
  const panel = new Panel(ports.panel, owner, accounts)
  const forced = new ForcedRefreshes(ports.session, () => ports.now())
  const ways = waysToSignIn(ports, pools, profiles, owner)
  const rooms = { owner, accounts, settings, grants, sites, profiles, panel, forced, ...ways }
  const router = new Router(handlers(rooms), grants, new CallRate(() => ports.now()))
  return {
    internalMessage: (message: unknown, sender: Sender) =>
      router.answer(message, internalCaller(sender, self)),
    externalMessage: (message: unknown, sender: Sender) => router.answer(message, externalCaller(sender)),
    alarmRang: () => owner.refreshDue(),
    hostsAdded: (patterns: readonly string[]) => sites.hostsAdded(patterns),
    hostsRemoved: () => sites.hostsRemoved(),
    showPanel: (tabId: number) => panel.show(tabId).catch(ignoreWhereNothingRuns),
    /** Finishes what an earlier worker left undone. Questions do not wait for it. */
    start: () =>
      Promise.allSettled([
        owner.resume().then(async () => profiles.sweep(await owner.owing())),
        sites.resume().then(() => bridges.settle()),
      ]),
  }
}

function waysToSignIn(ports: BackgroundPorts, pools: UserPools, profiles: Profiles, owner: SessionOwner) {
  return {
    password: new PasswordSignIn(pools, owner),
    managedLogins: new ManagedLogins(ports, pools, profiles, owner),
    policy: new OperatorPolicy(ports.managed),
  }
}

/** The key was pressed on a page where nothing may run: there is nobody to tell. */
function ignoreWhereNothingRuns(error: unknown): void {
  if (!(error instanceof SessionError)) throw error
}
