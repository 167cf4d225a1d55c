import type { FunctionComponent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useAsking } from '../controls/use-asking.ts'
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
  const { secret, asking } = useSecret(step)
  const code = useRef<HTMLInputElement>(null)
  const submit = async () => {
    const typed = codeIn(code.current?.value ?? '')
    if (typed === '' || secret === undefined) return code.current?.focus()
    if ((await step.answer({ code: typed }, secret.turn)) && code.current !== null) code.current.value = ''
  }
  const shown = { ...step, busy: step.busy || asking.busy, error: step.error ?? asking.error }
  const { username } = step.signingIn
  return (
    <StepForm
      step={back === undefined ? shown : { ...shown, back }}
      title="Set up an authenticator app"
      lead="Scan this picture with the app on your phone, then type the code that it shows."
      submit="Continue"
      onSubmit={() => void submit()}
      canGoBack={back !== undefined}
    >
      {secret !== undefined && (
        <>
          <Picture text={authenticatorAddress({ secret: secret.secret, pool, username })} />
          <details>
            <summary>Cannot scan it?</summary>
            <p class="hint">Type this key into the app, and keep it to yourself:</p>
            <code class="secret">{secret.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </details>
        </>
      )}
      <CodeField inputRef={code} readOnly={step.busy} />
    </StepForm>
  )
}

/** The pool makes another secret each time it is asked: it is asked once, and again where another tab asked meanwhile. */
function useSecret({ port, signingIn, busy }: Step<'setUpMfa'>) {
  const [secret, setSecret] = useState<Secret>()
  const asking = useAsking()
  const { id: transaction, turn } = signingIn
  const stale = secret === undefined || secret.turn < turn
  useEffect(() => {
    if (!stale || busy) return
    void asking
      .run(() => port.ask('authenticatorSecret', { transaction, turn }))
      .then((made) => {
        if (made !== undefined) setSecret(made)
      })
  }, [stale, busy, turn])
  return { secret, asking }
}

/** Loaded when it is wanted: few sign-ins ever draw one. */
function Picture({ text }: { text: string }) {
  const [QrCode, setQrCode] = useState<QrCode>()
  useEffect(() => {
    void import('./qr-code.tsx').then((file) => setQrCode(() => file.QrCode))
  }, [])
  if (QrCode === undefined) return null
  return <QrCode text={text} label="QR code for the authenticator app; its key stands below as text." />
}
