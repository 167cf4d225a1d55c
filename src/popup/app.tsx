import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { AccountId } from '../contract/identity.ts'
import { switchable } from '../contract/chosen-account.ts'
import { useKeptFocus } from '../controls/kept-focus.ts'
import { Mark } from '../controls/mark.tsx'
import { say } from '../words/say.ts'
import { AccountSwitch } from './account-switch.tsx'
import { Announcer } from './announcer.tsx'
import { Managed } from './managed.tsx'
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
  useKeptFocus()
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
        <p class="brand">{say('extensionName')}</p>
        {account !== undefined && (
          <AccountSwitch port={port} views={switchable(snapshot.views)} shown={account} choose={choose} />
        )}
      </header>
      <SceneView key={scene.kind} port={port} scene={scene} snapshot={snapshot} arrived={arrived} />
      {snapshot.policy && <Managed port={port} snapshot={snapshot} poolless={scene.kind === 'noProfile'} />}
      <Announcer scene={scene} />
    </>
  )
}
