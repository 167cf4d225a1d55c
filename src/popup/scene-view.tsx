import { ClaimsView } from '../claims/claims-view.tsx'
import { partsLater } from '../claims/parts-later.ts'
import { ShownText } from '../claims/shown-text.tsx'
import { useTicking, useTime } from '../claims/time-context.ts'
import { signInMethods } from '../contract/policy.ts'
import { useCopying } from '../controls/use-copying.ts'
import { pieces, say } from '../words/say.ts'
import { ClaimsHeading } from './claims-heading.tsx'
import type { PopupPort } from './popup-port.ts'
import type { Scene, SignInNeededView } from './scene.ts'
import { SessionCard } from './session-card.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { UnderWay } from './under-way.tsx'
import { SiteCard } from './site-card.tsx'
import { siteStateOf, type SiteState } from './site-state.ts'
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
      return snapshot.policy?.hidesFirstRun ? null : <FirstStart port={port} />
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
  const site = useSite(snapshot)
  const needed = scene.kind === 'signInNeeded' ? scene.view : undefined
  return (
    <>
      <section class="card" aria-labelledby="sign-in">
        {needed === undefined ? <Welcome /> : <Why view={needed} />}
        <UnderWay port={port} signingIns={snapshot.signingIns} />
        <SignInForm
          key={needed?.account}
          port={port}
          profiles={scene.profiles}
          methods={snapshot.policy?.allowedMethods ?? signInMethods}
          pool={needed?.profile ?? snapshot.settings?.firstProfile}
          username={needed?.username ?? ''}
        />
      </section>
      <SiteCard port={port} site={site} view={undefined} snapshot={snapshot} />
    </>
  )
}

function FirstStart({ port }: { port: PopupPort }) {
  return (
    <section class="card">
      <h1>{say('firstTitle')}</h1>
      <p class="lead">{say('firstLead')}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => void port.openOwnTab('options')}>
          {say('setUpPool')}
        </button>
      </div>
    </section>
  )
}

function Welcome() {
  return (
    <>
      <h1 id="sign-in">{say('signIn')}</h1>
      <p class="lead">{say('lead')}</p>
    </>
  )
}

function Why({ view }: { view: SignInNeededView }) {
  const name = (
    <strong>
      <ShownText text={view.username} />
    </strong>
  )
  return (
    <>
      <h1 id="sign-in">{say('signInAgain')}</h1>
      <p class="lead">{pieces('signInAgainWhy', { name, reason: say(`reason_${view.reason}`) })}</p>
    </>
  )
}

function SignedIn({ port, scene, snapshot, arrived }: SceneProps<Of<'signedIn'>>) {
  const { view, profile } = scene
  const site = useSite(snapshot)
  const copying = useCopying(port, view)
  return (
    <>
      <SessionCard
        port={port}
        view={view}
        profile={profile}
        takeFocus={arrived}
        stays={snapshot.settings?.staySignedIn === true}
        mayStay={snapshot.policy?.mayStay !== false}
      />
      <SiteCard port={port} site={site} view={view} snapshot={snapshot} />
      <section class="card" aria-labelledby="claims">
        <ClaimsHeading port={port} site={site} />
        <ClaimsView session={view} copying={copying} parts={partsLater} />
        <a class="more" target="_blank" href="/src/options/index.html#claims">
          {say('moreOfClaims')}
        </a>
      </section>
    </>
  )
}

/** The state of the page under the popup; it changes when a grant comes to its end. */
function useSite({ tab, grants }: Snapshot): SiteState {
  const { ticker } = useTime()
  useTicking((now) => grants.filter(({ until }) => until.kind === 'time' && until.at <= now).length)
  return siteStateOf(tab, grants, ticker.now())
}
