import { useRef } from 'preact/hooks'
import { ShownText } from '../claims/shown-text.tsx'
import { pieces, say } from '../words/say.ts'
import { CodeField } from './code-field.tsx'
import { codeIn } from './code-text.ts'
import type { Step } from './step.ts'
import { StepForm } from './step-form.tsx'

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
      {...(isSent ? sentWords(screen) : appWords())}
      submit={say('continue')}
      onSubmit={() => void submit()}
      canGoBack={signingIn.way === 'choice'}
    >
      <CodeField
        inputRef={code}
        readOnly={step.busy}
        {...(isSent && step.resend === undefined ? { hint: say('codeOnce') } : {})}
      />
    </StepForm>
  )
}

function appWords() {
  return { title: say('codeTitleApp'), lead: say('codeLeadApp') }
}

function sentWords({ medium, destination }: Step<'code'>['screen']) {
  const title = say(medium === 'sms' ? 'codeTitlePhone' : 'codeTitleEmail')
  if (destination === undefined) {
    return { title, lead: say(medium === 'sms' ? 'codeSentSms' : 'codeSentEmail') }
  }
  const address = <ShownText text={destination} />
  return { title, lead: pieces(medium === 'sms' ? 'codeSentSmsTo' : 'codeSentEmailTo', { address }) }
}
