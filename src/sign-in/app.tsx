import { useEffect, useReducer, useState } from 'preact/hooks'
import { useTime } from '../claims/time-context.ts'
import type { TransactionId } from '../contract/identity.ts'
import type { SignInStanding } from '../contract/signing-in.ts'
import { useKeptFocus } from '../controls/kept-focus.ts'
import { Mark } from '../controls/mark.tsx'
import { say } from '../words/say.ts'
import { Elsewhere } from './elsewhere.tsx'
import { readKnown, watchKnown, type Known } from './known.ts'
import { sceneOf, type About } from './scene.ts'
import type { SignInPort } from './sign-in-port.ts'
import { SignedIn } from './signed-in.tsx'
import { StartForm } from './start-form.tsx'
import { StepView } from './step-view.tsx'
import { accountIn } from './use-step.ts'

interface AppProps {
  port: SignInPort
  /** Read before the first drawing, so that nothing jumps. */
  first: Known
  about: About
}

/** The whole page on which a person signs in, a step at a time. */
export function App({ port, first, about: begun }: AppProps) {
  const known = useKnown(port, first)
  useKeptFocus()
  const [about, setAbout] = useState(begun)
  const [elsewhere, setElsewhere] = useState<TransactionId>()
  const stood = (standing: SignInStanding) => {
    if (standing.state === 'elsewhere') return setElsewhere(standing.transaction)
    setAbout({ goOn: false, transaction: standing.transaction, account: accountIn(standing) })
  }
  const other = elsewhere && known.signingIns.find(({ id }) => id === elsewhere)
  const begin = (transaction: TransactionId | undefined) => {
    setElsewhere(undefined)
    setAbout({ goOn: false, transaction, account: undefined })
  }
  return (
    <>
      <header>
        <Mark />
        <p class="brand">{say('extensionName')}</p>
      </header>
      {other === undefined ? (
        <Face port={port} known={known} about={about} stood={stood} startOver={() => begin(undefined)} />
      ) : (
        <Elsewhere
          signingIn={other}
          goOn={() => begin(other.id)}
          anew={() => {
            void port.ask('cancelSignIn', { transaction: other.id })
            begin(undefined)
          }}
        />
      )}
    </>
  )
}

interface FaceProps {
  port: SignInPort
  known: Known
  about: About
  stood: (standing: SignInStanding) => void
  startOver: () => void
}

function Face({ port, known, about, stood, startOver }: FaceProps) {
  const scene = sceneOf(known, about, useTime().ticker.now())
  switch (scene.kind) {
    case 'noPool':
      return <NoPool asks={known.hidesFirstRun !== true} />
    case 'start':
      return (
        <StartForm
          key={scene.before?.turn}
          port={port}
          profiles={known.profiles}
          pool={known.first}
          methods={known.methods}
          before={scene.before}
          stood={stood}
        />
      )
    case 'step': {
      const { signingIn } = scene
      const profile = known.profiles.find(({ id }) => id === signingIn.profile)
      const key = `${signingIn.id} ${signingIn.screen.step}`
      const { methods } = known
      return <StepView key={key} {...{ port, signingIn, profile, methods, stood, startOver }} />
    }
    case 'signedIn':
      return <SignedIn port={port} view={scene.view} />
  }
}

/** `asks`: the person may set one up. Else the operator does, and they can only be asked. */
function NoPool({ asks }: { asks: boolean }) {
  return (
    <section class="card">
      <h1>{say(asks ? 'noPoolTitle' : 'managedNoPool')}</h1>
      <p class="lead">{say(asks ? 'noPoolLead' : 'managedNoPoolWhy')}</p>
      {asks && (
        <div class="actions">
          <a class="button" href="/src/options/index.html#pools">
            {say('setUpPool')}
          </a>
        </div>
      )}
    </section>
  )
}

function useKnown(port: SignInPort, first: Known): Known {
  const [known, merge] = useReducer(
    (known: Known, part: Partial<Known>): Known => ({ ...known, ...part }),
    first,
  )
  useEffect(() => {
    const stop = watchKnown(port, merge)
    // What changed between the first reading and the watch.
    void readKnown(port).then(merge)
    // A worker that died in the middle of a request wakes to say so.
    void port.ask('resumeSignIns', {})
    return stop
  }, [port])
  return known
}
