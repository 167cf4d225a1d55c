import { useState } from 'preact/hooks'
import type { AccountId } from '../contract/identity.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { useAsking } from '../controls/use-asking.ts'
import type { SignInPort } from './sign-in-port.ts'

/** Takes back that the user pool remembers this browser. */
export function DeviceCard({ port, account }: { port: SignInPort; account: AccountId }) {
  const asking = useAsking()
  const [forgotten, setForgotten] = useState(false)
  const forget = async () => {
    const done = await asking.run(() => port.ask('forgetDevice', { account }))
    if (done !== undefined) setForgotten(true)
  }
  return (
    <section class="card" aria-labelledby="device">
      <h2 id="device">This browser</h2>
      <p class="hint">
        Where the user pool remembers this browser, it asks for no code here. You can take that back.
      </p>
      <p role="status" class={forgotten ? '' : 'unseen-but-heard'}>
        {forgotten ? 'The user pool no longer remembers this browser.' : ''}
      </p>
      <ErrorNote error={asking.error} />
      <div class="actions">
        <AskButton busy={asking.busy} working="Forgetting…" onClick={() => void forget()}>
          Forget this browser
        </AskButton>
      </div>
    </section>
  )
}
