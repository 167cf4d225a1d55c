import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { AccountId } from '../contract/identity.ts'
import { switchable } from '../contract/chosen-account.ts'
import { AccountSwitch } from './account-switch.tsx'
import { Announcer } from './announcer.tsx'
import type { PopupPort } from './popup-port.ts'
import { sceneOf } from './scene.ts'
import { SceneView } from './scene-view.tsx'
import { readSnapshot, watchSnapshot, type Snapshot } from './snapshot.ts'

interface AppProps {
  port: PopupPort
  /** Read before the first drawing, so that nothing jumps. */
  first: Snapshot
}

/** The whole popup. */
export function App({ port, first }: AppProps) {
  const [snapshot, merge] = useReducer(
    (snapshot: Snapshot, part: Partial<Snapshot>): Snapshot => ({ ...snapshot, ...part }),
    first,
  )
  const [choice, choose] = useState<AccountId>()
  useEffect(() => {
    const stop = watchSnapshot(port, merge)
    // What changed between the first reading and the watch.
    void readSnapshot(port).then(merge)
    return stop
  }, [port])
  const scene = sceneOf(snapshot, choice)
  const account = 'view' in scene ? scene.view.account : undefined
  const before = useRef(scene.kind)
  const arrived = before.current !== scene.kind
  useEffect(() => {
    before.current = scene.kind
  }, [scene.kind])
  return (
    <>
      <header>
        <Mark />
        <p class="brand">Cognito Shared Session</p>
        {account !== undefined && (
          <AccountSwitch port={port} views={switchable(snapshot.views)} shown={account} choose={choose} />
        )}
      </header>
      <SceneView key={scene.kind} port={port} scene={scene} snapshot={snapshot} arrived={arrived} />
      <Announcer scene={scene} />
    </>
  )
}

/** The icon's ring and keyhole. */
function Mark() {
  return (
    <svg class="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" />
      <circle cx="12" cy="12" r="7" pathLength="100" stroke-dasharray="78 22" transform="rotate(-90 12 12)" />
      <path d="M12 9a1.8 1.8 0 0 0-.8 3.4L10.7 15h2.6l-.5-2.6A1.8 1.8 0 0 0 12 9Z" />
    </svg>
  )
}
