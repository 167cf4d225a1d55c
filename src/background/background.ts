import { SessionError } from '../contract/errors.ts'
import { CallRate } from './call-rate.ts'
import { externalCaller, internalCaller, type Self, type Sender } from './caller.ts'
import { handlers } from './handlers.ts'
import type { BackgroundPorts } from './ports.ts'
import { openRooms, type Rooms } from './rooms.ts'
import { Router } from './router.ts'

/** The whole background over ports: in the worker the browser's, in tests a kept store and a fake clock. */
export function createBackground(ports: BackgroundPorts, self: Self) {
  const rooms = openRooms(ports)
  const { activity, consents, governance, imports, owner, panel, signIns, sites } = rooms
  const router = new Router(handlers(rooms), rooms.grants, new CallRate(() => ports.now()))
  return {
    internalMessage: (message: unknown, sender: Sender) => {
      activity.heard()
      return router.answer(message, internalCaller(sender, self))
    },
    externalMessage: (message: unknown, sender: Sender) => {
      activity.heard()
      return router.answer(message, externalCaller(sender))
    },
    alarmRang: () => {
      activity.heard()
      return owner.refreshDue()
    },
    reconnected: () => owner.reconnected(),
    hostsAdded: (patterns: readonly string[]) =>
      sites.hostsAdded(patterns).then(() => governance.hostsAdded()),
    policyChanged: () => governance.settle(),
    /** A host, a tab or the time of a grant may be gone. */
    endsChanged: () => sites.endOver(),
    /** The window that asks may be the one. */
    windowClosed: () => consents.resume(),
    installed: () => welcome(ports, rooms),
    showPanel: (tabId: number) => panel.show(tabId).catch(ignoreWhereNothingRuns),
    /** Finishes what an earlier worker left undone. Questions do not wait for it. */
    start: () => {
      void activity.watch()
      activity.note({ kind: 'started' })
      return Promise.allSettled([
        owner.resume().then(() => governance.sweep()),
        imports.resume(),
        signIns.resume(),
        settleSites(rooms),
        consents.resume(),
      ])
    },
  }
}

/** For the first time: unless the build, or what an earlier installation left, has a user pool already. */
async function welcome(ports: BackgroundPorts, { profiles, policy }: Rooms): Promise<void> {
  const { profiles: given, hidesFirstRun } = await policy.known()
  if (hidesFirstRun || given.length > 0 || (await profiles.reachable()).length > 0) return
  await ports.welcome()
}

/** First what the person gave, then what an operator did, which may have changed meanwhile. */
async function settleSites({ sites, bridges, governance }: Rooms): Promise<void> {
  try {
    await sites.resume()
    await bridges.settle()
  } finally {
    await governance.settle()
  }
}

/** The key was pressed on a page where nothing may run: there is nobody to tell. */
function ignoreWhereNothingRuns(error: unknown): void {
  if (!(error instanceof SessionError)) throw error
}
