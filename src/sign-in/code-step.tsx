import { useRef } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import { CodeField } from './code-field.tsx'
import { codeIn } from './code-text.ts'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

const APP = {
  title: 'Enter the code of your authenticator app',
  lead: 'Open the app and type the six digits it shows for this account.',
}
const ONCE = 'It is sent once. Did it not come? Start over to get another.'

/** A code: sent, or shown by an authenticator app. */
export function CodeStep(step: Step<'code'>) {
  const code = useRef<HTMLInputElement>(null)
  const { screen, signingIn } = step
  const submit = async () => {
    const typed = codeIn(code.current?.value ?? '')
    if (typed === '') return code.current?.focus()
    if ((await step.answer({ code: typed })) && code.current !== null) code.current.value = ''
  }
  const isSent = screen.medium !== 'authenticator'
  return (
    <StepForm
      step={step}
      {...(isSent ? sentWords(screen) : APP)}
      submit="Continue"
      onSubmit={() => void submit()}
      canGoBack={signingIn.way === 'choice'}
    >
      <CodeField
        inputRef={code}
        readOnly={step.busy}
        {...(isSent && step.resend === undefined ? { hint: ONCE } : {})}
      />
    </StepForm>
  )
}

function sentWords({ medium, destination }: Step<'code'>['screen']) {
  const [where, what] = medium === 'sms' ? ['phone', 'a text message'] : ['e-mail', 'an e-mail']
  return {
    title: `Enter the code from your ${where}`,
    lead: (
      <>
        The user pool sent {what}
        {destination === undefined ? '' : ' to '}
        {destination !== undefined && <ShownText text={destination} />}.
      </>
    ),
  }
}
