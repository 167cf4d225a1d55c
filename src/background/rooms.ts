import { Accounts } from './accounts.ts'
import { Activity } from './activity.ts'
import { Bridges } from './bridges.ts'
import { Consents } from './consents.ts'
import { ForcedRefreshes } from './forced-refreshes.ts'
import { Grants } from './grants.ts'
import { SessionImport } from './import-session.ts'
import { Panel } from './panel.ts'
import { OperatorPolicy } from './policy.ts'
import type { BackgroundPorts } from './ports.ts'
import { Profiles } from './profiles.ts'
import { RefreshSchedule } from './refresh-schedule.ts'
import { SessionOwner } from './session-owner.ts'
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
    views: () => owner.views(),
  })
  const sharing = openSites(ports, activity, () => toolbar.settle())
  const { bridges, grants } = sharing
  const profiles = new Profiles(ports.local)
  const pools = new UserPools(profiles, ports)
  const schedule = new RefreshSchedule(ports.alarm, () => ports.now())
  const settings = new StoredSettings(ports.local)
  const vault = new Vault(ports, () => settings.staysSignedIn())
  const devices = new Devices(ports)
  const owner = new SessionOwner({ ...ports, devices, activity }, pools, vault, schedule, (view) => {
    void bridges.sessionChanged(view.account, view.generation)
    void toolbar.changed(view).catch(() => undefined)
  })
  const accounts = new Accounts(owner, settings)
  const panel = new Panel(ports.panel, owner, accounts, activity)
  const imports = new SessionImport({ grants, owner, pools, profiles }, ports)
  const forced = new ForcedRefreshes(ports.session, () => ports.now())
  const ways = waysToSignIn(ports, { pools, profiles, owner, accounts, devices })
  return { ...sharing, activity, owner, accounts, settings, profiles, panel, imports, forced, ...ways }
}

function openSites(ports: BackgroundPorts, activity: Activity, count: () => Promise<void>) {
  const grants = new Grants(ports, () => ports.now())
  const bridges = new Bridges(ports, grants)
  const sites = new Sites({ ...ports, activity }, grants, bridges, (origin) => consents.granted(origin))
  const consents = new Consents({ ...ports, activity }, grants, (origin) => sites.decline(origin), count)
  return { grants, bridges, sites, consents }
}

function waysToSignIn(ports: BackgroundPorts, rooms: AskingRooms & { profiles: Profiles }) {
  const policy = new OperatorPolicy(ports.managed)
  return {
    signIns: new SignIns(ports, { ...rooms, policy }),
    managedLogins: new ManagedLogins(ports, rooms.pools, rooms.profiles, rooms.owner),
    policy,
  }
}
