import { Accounts } from './accounts.ts'
import { Activity } from './activity.ts'
import { Bridges } from './bridges.ts'
import { Consents } from './consents.ts'
import { ForcedRefreshes } from './forced-refreshes.ts'
import { Governance } from './governance.ts'
import { Grants, type PolicyGrants } from './grants.ts'
import { SessionImport } from './import-session.ts'
import { Panel } from './panel.ts'
import { OperatorPolicy } from './policy.ts'
import { policyGrants } from './policy-grants.ts'
import type { BackgroundPorts } from './ports.ts'
import { Profiles } from './profiles.ts'
import { RefreshSchedule } from './refresh-schedule.ts'
import { SessionOwner } from './session-owner.ts'
import { StoredPolicy } from './stored-policy.ts'
import { StoredSettings } from './settings.ts'
import type { AskingRooms } from './sign-in/asking.ts'
import { Devices } from './sign-in/devices.ts'
import { ManagedLogins } from './sign-in/managed-login.ts'
import { SignIns } from './sign-in/sign-ins.ts'
import { Sites } from './sites.ts'
import { Toolbar } from './toolbar.ts'
import { UserPools } from './user-pools.ts'
import { Vault } from './vault.ts'

export type Rooms = ReturnType<typeof openRooms>

/** All rooms of the background, each with what it needs of the others. */
export function openRooms(ports: BackgroundPorts) {
  const activity = new Activity(ports)
  const toolbar = new Toolbar(ports, {
    waiting: () => sharing.consents.pending(),
    views: () => held.owner.views(),
  })
  const stored = new StoredPolicy(ports.local)
  const policy = new OperatorPolicy(ports.managed, stored)
  const count = () => toolbar.settle()
  const ruled: PolicyGrants = (only, unread) => policyGrants(policy, held.accounts, only, unread)
  const sharing = openSites(ports, { activity, count, policy: ruled })
  const held = openSessions(ports, { activity, policy, stored, toolbar, ...sharing })
  const panel = new Panel(ports.panel, held.owner, held.accounts, activity)
  const imports = new SessionImport({ ...sharing, ...held }, ports)
  const forced = new ForcedRefreshes(ports.session, () => ports.now())
  const ways = waysToSignIn(ports, { ...held, policy })
  const governance = new Governance({ ...sharing, ...held, ...ways, policy, stored })
  return { ...sharing, ...held, ...ways, activity, policy, panel, imports, forced, governance }
}

interface Beside {
  activity: Activity
  policy: OperatorPolicy
  stored: StoredPolicy
  bridges: Bridges
  toolbar: Toolbar
}

function openSessions(ports: BackgroundPorts, { activity, policy, stored, bridges, toolbar }: Beside) {
  const profiles = new Profiles(ports.local, async () => (await stored.read()).profiles)
  const pools = new UserPools(profiles, ports)
  const schedule = new RefreshSchedule(ports.alarm, () => ports.now())
  const settings = new StoredSettings(ports.local)
  const stays = async () => (await settings.staysSignedIn()) && (await policy.known()).mayStay
  const vault = new Vault(ports, stays)
  const devices = new Devices(ports)
  const beside = { ...ports, devices, activity, policy }
  const owner = new SessionOwner(beside, pools, vault, schedule, (view) => {
    void bridges.sessionChanged(view.account, view.generation)
    void toolbar.changed(view).catch(() => undefined)
    // Sites that an operator allowed are for the account that is shown: by now that may be another.
    if (view.state === 'signedOut') void bridges.accountChosen().catch(() => undefined)
  })
  const accounts = new Accounts(owner, settings, () => bridges.accountChosen().catch(() => undefined))
  return { profiles, pools, settings, devices, owner, accounts }
}

interface ForSites {
  activity: Activity
  /** Told when another page asks, or none does any more. */
  count: () => Promise<void>
  policy: PolicyGrants
}

function openSites(ports: BackgroundPorts, { activity, count, policy }: ForSites) {
  const grants = new Grants(ports, () => ports.now(), policy)
  const bridges = new Bridges(ports, grants)
  const sites = new Sites({ ...ports, activity }, grants, bridges, (origin) => consents.granted(origin))
  const consents = new Consents({ ...ports, activity }, grants, (origin) => sites.decline(origin), count)
  return { grants, bridges, sites, consents }
}

function waysToSignIn(
  ports: BackgroundPorts,
  rooms: AskingRooms & { profiles: Profiles; policy: OperatorPolicy },
) {
  return {
    signIns: new SignIns(ports, rooms),
    managedLogins: new ManagedLogins(ports, rooms.pools, rooms.profiles, rooms.owner),
  }
}
