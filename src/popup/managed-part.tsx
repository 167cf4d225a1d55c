import { useEffect, useState } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import type { Grant } from '../contract/grant.ts'
import type { SessionViewRecord } from '../contract/view.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { givenWords } from '../controls/choice.ts'
import { policyAccount } from '../controls/policy-account.ts'
import { whoOf } from '../controls/who.ts'
import { pieces, say } from '../words/say.ts'
import type { ManagedProps } from './managed.tsx'
import type { PopupPort } from './popup-port.ts'

export function ManagedPart({ port, grant, policy, poolless = false }: ManagedProps) {
  if (grant !== undefined) return <PolicySite port={port} grant={grant} />
  return (
    <>
      {poolless && policy?.hidesFirstRun && (
        <section class="card">
          <h1>{say('managedNoPool')}</h1>
          <p class="lead">{say('managedNoPoolWhy')}</p>
        </section>
      )}
      <p class="hint managed">
        {say('managedBy')}{' '}
        {policy?.supportLink !== undefined && (
          <a target="_blank" rel="noreferrer" href={policy.supportLink}>
            {say('managedHelp')}
          </a>
        )}
      </p>
    </>
  )
}

/** A site that an operator allowed. The browser's own permission is the person's to give: by one click, once. */
function PolicySite({ port, grant }: { port: PopupPort; grant: Grant }) {
  const { origin, gives, maySignOut } = grant
  const whose = useWhose(port, grant)
  const [held, setHeld] = useState<boolean>()
  const [asking, setAsking] = useState(false)
  useEffect(() => void port.holdsHost(origin).then(setHeld), [port, origin])
  const click = () => {
    // The browser's question must be asked within this very click. The background hears its answer from the browser.
    const asked = port.requestHost(origin)
    setAsking(true)
    void asked.then(setHeld, () => undefined).finally(() => setAsking(false))
  }
  return (
    <>
      {whose === null && <p class="note">{say('policySiteNobody')}</p>}
      {whose && <p class="whose">{pieces('siteSessionOf', { name: <ShownText text={nameIn(whose)} /> })}</p>}
      <p>
        {say('managedSite', { given: givenWords(gives) })} {maySignOut && say('managedSiteSignsOut')}
      </p>
      {held === false && (
        <>
          <p class="hint">{say('managedOneClick')}</p>
          <div class="actions">
            <AskButton
              kind="primary"
              busy={asking}
              stop={() => setAsking(false)}
              working={say('waitingForBrowser')}
              onClick={click}
            >
              {say('managedConnect')}
            </AskButton>
          </div>
        </>
      )}
    </>
  )
}

/** Whose session the site has; null where nobody's, undefined until it is known. */
function useWhose(port: PopupPort, grant: Grant): SessionViewRecord | null | undefined {
  const [whose, tell] = useState<SessionViewRecord | null>()
  useEffect(() => {
    const read = async () => {
      const [views, [settings]] = await Promise.all([port.views.read(), port.settings.read()])
      const account = policyAccount(grant, views, settings?.currentAccount)
      tell(views.find((view) => view.account === account) ?? null)
    }
    const stops = [port.views, port.settings].map((records) => records.onChanged(() => void read()))
    void read()
    return () => stops.forEach((stop) => stop())
  }, [port, grant])
  return whose
}

function nameIn(view: SessionViewRecord): string {
  return view.state === 'signedIn' ? whoOf(view).name : view.username
}
