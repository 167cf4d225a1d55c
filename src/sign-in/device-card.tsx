import { useState } from 'preact/hooks'
import type { AccountId } from '../contract/identity.ts'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { useAsking } from '../controls/use-asking.ts'
import { say } from '../words/say.ts'
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
      <h2 id="device">{say('deviceTitle')}</h2>
      <p class="hint">{say('deviceHint')}</p>
      <p role="status" class={forgotten ? '' : 'unseen-but-heard'}>
        {forgotten ? say('deviceForgotten') : ''}
      </p>
      <ErrorNote error={asking.error} />
      <div class="actions">
        <AskButton
          busy={asking.busy}
          stop={asking.stop}
          working={say('forgetting')}
          onClick={() => void forget()}
        >
          {say('deviceForget')}
        </AskButton>
      </div>
    </section>
  )
}
