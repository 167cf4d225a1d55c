import type { FunctionComponent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Loading } from '../claims/loading.tsx'
import { AskButton } from '../controls/ask-button.tsx'
import { useAsking } from '../controls/use-asking.ts'
import { say } from '../words/say.ts'
import { authenticatorAddress } from './authenticator-address.ts'
import { CodeField } from './code-field.tsx'
import { codeIn } from './code-text.ts'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

interface Secret {
  secret: string
  turn: number
}

type QrCode = FunctionComponent<{ text: string; label: string }>

interface SetUpAuthenticatorProps {
  step: Step<'setUpMfa'>
  pool: string
  back: (() => void) | undefined
}

/** Sets up an authenticator app: its secret, as a picture and on demand as text, and its first code. */
export function SetUpAuthenticator({ step, pool, back }: SetUpAuthenticatorProps) {
  const { secret, passed, asking, make } = useSecret(step)
  const code = useRef<HTMLInputElement>(null)
  const submit = async () => {
    const typed = codeIn(code.current?.value ?? '')
    if (typed === '' || secret === undefined) return code.current?.focus()
    if ((await step.answer({ code: typed }, secret.turn)) && code.current !== null) code.current.value = ''
  }
  const busy = step.busy || asking.busy
  const stop = step.busy ? step.stop : asking.stop
  const shown = { ...step, busy, stop, error: step.error ?? asking.error }
  return (
    <StepForm
      step={back === undefined ? shown : { ...shown, back }}
      title={say('setUpAppTitle')}
      lead={say(passed ? 'setUpAppPassed' : 'setUpAppLead')}
      submit={say('continue')}
      onSubmit={() => void submit()}
      canGoBack={back !== undefined}
    >
      {secret === undefined ? (
        <div class="actions">
          <AskButton busy={asking.busy} stop={undefined} working={say('setUpAppMaking')} onClick={make}>
            {say('setUpAppMake')}
          </AskButton>
        </div>
      ) : (
        <Key secret={secret.secret} pool={pool} username={step.signingIn.username} />
      )}
      <CodeField inputRef={code} readOnly={step.busy} />
    </StepForm>
  )
}

function Key({ secret, pool, username }: Record<'secret' | 'pool' | 'username', string>) {
  return (
    <>
      <Picture text={authenticatorAddress({ secret, pool, username })} />
      <details>
        <summary>{say('setUpAppTyped')}</summary>
        <p class="hint">{say('setUpAppKey')}</p>
        <code class="secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </details>
    </>
  )
}

/**
 * The pool makes another secret each time it is asked, and the one before is worth nothing: so it is asked once, and
 * then on a click alone, or two tabs would take each other's away without end.
 */
function useSecret({ port, signingIn: { id: transaction, turn } }: Step<'setUpMfa'>) {
  const [made, setMade] = useState<Secret>()
  const asking = useAsking()
  const make = () =>
    void asking
      .run(() => port.ask('authenticatorSecret', { transaction, turn }))
      .then((answer) => answer && setMade(answer))
  useEffect(make, [])
  const passed = made !== undefined && made.turn < turn
  return { secret: passed ? undefined : made, passed, asking, make }
}

/** Loaded when it is wanted: few sign-ins ever draw one. */
function Picture({ text }: { text: string }) {
  const [QrCode, setQrCode] = useState<QrCode>()
  useEffect(() => {
    void import('./qr-code.tsx').then((file) => setQrCode(() => file.QrCode))
  }, [])
  // Its place is kept: what stands below must not move under a click.
  if (QrCode === undefined)
    return (
      <div class="qr">
        <Loading />
      </div>
    )
  return <QrCode text={text} label={say('setUpAppPicture')} />
}
