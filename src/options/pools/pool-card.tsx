import { useState } from 'preact/hooks'
import { ShownText } from '../../claims/shown-text.tsx'
import type { SignInMethod } from '../../contract/policy.ts'
import type { Profile } from '../../contract/profile.ts'
import { AskButton } from '../../controls/ask-button.tsx'
import { ErrorNote } from '../../controls/error-note.tsx'
import { useAsking } from '../../controls/use-asking.ts'
import { CopyLine } from '../copy-line.tsx'
import { testConnection, type Finding } from './connection-test.ts'
import type { PoolsPort } from './pools-port.ts'
import { say } from '../../words/say.ts'

interface PoolCardProps {
  port: PoolsPort
  profile: Profile
  methods: readonly SignInMethod[]
  /** Among several pools, whether it is the one that is offered first where somebody signs in. */
  place: 'alone' | 'first' | 'later'
  edit: () => void
}

/** A user pool that is set up: what it is, what to register there, whether it can be used. */
export function PoolCard({ port, profile, methods, place, edit }: PoolCardProps) {
  const { id, name, poolId, clientId, login } = profile
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>
        <ShownText text={name} />
        {place === 'first' && <span class="tag">{say('poolOfferedFirst')}</span>}
      </h2>
      <dl class="facts">
        <Fact term={say('factPool')} text={poolId} />
        <Fact term={say('factClient')} text={clientId} />
        {login !== undefined && <Fact term={say('factSignIn')} text={new URL(login.domain).host} />}
        {login?.providers !== undefined && (
          <Fact term={say('factProviders')} text={login.providers.join(', ')} />
        )}
        {profile.preferred !== undefined && (
          <Fact term={say('factFirst')} text={say(`factor_${profile.preferred}`)} />
        )}
        {profile.plainPassword === true && (
          <Fact term={say('factPassword')} text={say('factPasswordPlain')} />
        )}
        {profile.endpoint !== undefined && <Fact term={say('factEndpoint')} text={profile.endpoint} />}
      </dl>
      {login !== undefined && <RedirectUrl port={port} poolId={poolId} />}
      <ConnectionTest key={JSON.stringify(profile)} {...{ port, profile, methods }} />
      <PoolActions port={port} profile={profile} place={place} edit={edit} />
    </section>
  )
}

function Fact({ term, text }: { term: string; text: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <code>{text}</code>
      </dd>
    </div>
  )
}

function RedirectUrl({ port, poolId }: { port: PoolsPort; poolId: string }) {
  return (
    <div class="redirect">
      <p>{say('poolRedirect')}</p>
      <CopyLine port={port} text={port.redirectUrl(poolId)} />
    </div>
  )
}

function ConnectionTest({ port, profile, methods }: Omit<PoolCardProps, 'edit' | 'place'>) {
  const [findings, setFindings] = useState<readonly Finding[]>([])
  const { busy, run, stop } = useAsking()
  const test = async () => {
    setFindings([])
    const found = (finding: Finding) => setFindings((before) => [...before, finding])
    await run(async (signal) => {
      await testConnection(port, profile, found, signal)
      return { ok: true, value: null }
    })
  }
  return (
    <>
      <ul class="findings" aria-live="polite" aria-busy={busy}>
        {findings.map(({ what, state, sentence }) => (
          <li key={what} class={state}>
            <span aria-hidden="true">{state === 'good' ? '✓' : '✗'}</span> {sentence}
          </li>
        ))}
      </ul>
      <div class="actions">
        <AskButton busy={busy} stop={stop} working={say('poolTesting')} onClick={() => void test()}>
          {say('poolTest')}
        </AskButton>
        {profile.login !== undefined && methods.includes('managedLogin') && (
          <button
            type="button"
            class="primary"
            onClick={() => void port.openOwnTab('managed-login', { profile: profile.id })}
          >
            {say('signIn')}
          </button>
        )}
      </div>
    </>
  )
}

function PoolActions({ port, profile, place, edit }: Omit<PoolCardProps, 'methods'>) {
  const { busy, error, run, stop } = useAsking()
  const mine = profile.source === 'person'
  return (
    <>
      {!mine && <p class="hint">{say(profile.source === 'policy' ? 'poolByPolicy' : 'poolByBuild')}</p>}
      <ErrorNote error={error} />
      {(mine || place === 'later') && (
        <div class="actions">
          {mine && (
            <button type="button" class="quiet" onClick={edit}>
              {say('poolChange')}
            </button>
          )}
          {place === 'later' && (
            <AskButton
              kind="quiet"
              busy={busy}
              stop={stop}
              working={say('poolOffering')}
              onClick={() => void run(() => port.ask('chooseProfile', { profile: profile.id }))}
            >
              {say('poolOffer')}
            </AskButton>
          )}
          {mine && <Remove port={port} profile={profile} />}
        </div>
      )}
    </>
  )
}

/** Asked twice: it ends the sessions there. */
function Remove({ port, profile }: Pick<PoolCardProps, 'port' | 'profile'>) {
  const { busy, error, run, stop } = useAsking()
  const [sure, setSure] = useState(false)
  const remove = () =>
    sure ? void run(() => port.ask('removeProfile', { profile: profile.id })) : setSure(true)
  return (
    <>
      <AskButton kind="quiet" busy={busy} stop={stop} working={say('poolRemoving')} onClick={remove}>
        {say(sure ? 'poolRemoveSure' : 'poolRemove')}
      </AskButton>
      <ErrorNote error={error} />
    </>
  )
}
