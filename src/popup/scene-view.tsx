import { useState } from 'preact/hooks'
import { ClaimsView } from '../claims/claims-view.tsx'
import { ShownText } from '../claims/shown-text.tsx'
import { useTicking, useTime } from '../claims/time-context.ts'
import { signInReasons } from '../contract/sign-in-reasons.ts'
import type { SignedInView } from '../contract/view.ts'
import type { PopupPort } from './popup-port.ts'
import { ProfileForm } from './profile-form.tsx'
import type { Scene, SignInNeededView } from './scene.ts'
import { SessionCard } from './session-card.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { SiteCard } from './site-card.tsx'
import { siteStateOf } from './site-state.ts'
import type { Snapshot } from './snapshot.ts'

interface SceneProps<Shown extends Scene = Scene> {
  port: PopupPort
  scene: Shown
  snapshot: Snapshot
  /** The scene changed under the person's eyes. */
  arrived: boolean
}

type Of<Kind extends Scene['kind']> = Extract<Scene, { kind: Kind }>

export function SceneView({ port, scene, snapshot, arrived }: SceneProps) {
  switch (scene.kind) {
    case 'noProfile':
      return <ProfileForm port={port} saved={() => {}} />
    case 'signedOut':
    case 'signInNeeded':
      return <SignIn port={port} scene={scene} snapshot={snapshot} />
    case 'signedIn':
      return (
        <SignedIn key={scene.view.account} port={port} scene={scene} snapshot={snapshot} arrived={arrived} />
      )
  }
}

function SignIn({
  port,
  scene,
  snapshot,
}: Omit<SceneProps<Of<'signedOut'> | Of<'signInNeeded'>>, 'arrived'>) {
  const [adding, setAdding] = useState(false)
  const back = () => setAdding(false)
  if (adding) return <ProfileForm port={port} saved={back} cancel={back} />
  const needed = scene.kind === 'signInNeeded' ? scene.view : undefined
  return (
    <>
      <section class="card" aria-labelledby="sign-in">
        {needed === undefined ? <Welcome /> : <Why view={needed} />}
        <SignInForm
          key={needed?.account}
          port={port}
          profiles={scene.profiles}
          addPool={() => setAdding(true)}
          {...(needed === undefined ? {} : { again: needed })}
        />
      </section>
      <Site port={port} snapshot={snapshot} view={undefined} />
    </>
  )
}

function Welcome() {
  return (
    <>
      <h1 id="sign-in">Sign in</h1>
      <p class="lead">Once, here. Every site you allow shares this session.</p>
    </>
  )
}

function Why({ view }: { view: SignInNeededView }) {
  return (
    <>
      <h1 id="sign-in">Sign in again</h1>
      <p class="lead">
        <strong>
          <ShownText text={view.username} />
        </strong>
        {': '}
        {signInReasons[view.reason]}
      </p>
    </>
  )
}

function SignedIn({ port, scene, snapshot, arrived }: SceneProps<Of<'signedIn'>>) {
  const { view, profile } = scene
  return (
    <>
      <SessionCard port={port} view={view} profile={profile} takeFocus={arrived} />
      <Site port={port} snapshot={snapshot} view={view} />
      <section class="card" aria-labelledby="claims">
        <h2 id="claims">Claims</h2>
        <ClaimsView
          idClaims={view.idClaims}
          accessClaims={view.accessClaims}
          clockDrift={view.clockDrift}
          sizes={view.sizes}
        />
      </section>
    </>
  )
}

function Site({
  port,
  snapshot,
  view,
}: Pick<SceneProps, 'port' | 'snapshot'> & { view: SignedInView | undefined }) {
  const { ticker } = useTime()
  const { tab, grants } = snapshot
  // Drawn again when a grant comes to its end.
  useTicking((now) => grants.filter(({ until }) => until.kind === 'time' && until.at <= now).length)
  return <SiteCard port={port} site={siteStateOf(tab, grants, ticker.now())} view={view} />
}
