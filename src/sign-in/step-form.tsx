import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { AskButton } from '../controls/ask-button.tsx'
import { ErrorNote } from '../controls/error-note.tsx'
import { say } from '../words/say.ts'
import type { Step } from './step.ts'

interface StepFormProps {
  step: Pick<Step, 'busy' | 'stop' | 'error' | 'resend' | 'back'> & { startOver: (() => void) | undefined }
  title: string
  lead?: ComponentChildren
  children?: ComponentChildren
  /** What the main button says; absent where the children have buttons of their own. */
  submit?: string | undefined
  working?: string | undefined
  onSubmit?: () => void
  /** Whether there is a step to go back to: the choice that led here. */
  canGoBack?: boolean | undefined
}

/**
 * What all steps have in common: a heading, what went wrong, and the ways on. The focus goes to the first input
 * when the step comes and after an error, else to the heading.
 */
export function StepForm({
  step,
  title,
  lead,
  children,
  submit,
  working,
  onSubmit,
  canGoBack,
}: StepFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const noteId = useId()
  const { busy, error } = step
  useEffect(() => {
    if (!busy) focusIn(form.current)
  }, [error, busy, title])
  return (
    <form
      ref={form}
      class="card step"
      noValidate
      aria-describedby={noteId}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onSubmit?.()
      }}
    >
      <h1 tabIndex={-1}>{title}</h1>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {children}
      <ErrorNote id={noteId} error={error} />
      <Actions {...{ step, submit, working, canGoBack }} />
    </form>
  )
}

type ActionsProps = Pick<StepFormProps, 'step' | 'submit' | 'working' | 'canGoBack'>

function Actions({ step, submit, working = say('checking'), canGoBack = false }: ActionsProps) {
  const { busy, stop, resend, back, startOver } = step
  if (submit === undefined && startOver === undefined) return null
  return (
    <div class="actions">
      {submit !== undefined && (
        <AskButton kind="primary" busy={busy} stop={stop} working={working}>
          {submit}
        </AskButton>
      )}
      {resend !== undefined && <Link busy={busy} onClick={resend} text={say('resendCode')} />}
      {canGoBack && <Link busy={busy} onClick={back} text={say('chooseAnotherWay')} />}
      <span class="apart" />
      {startOver !== undefined && <Link busy={false} onClick={startOver} text={say('startOver')} />}
    </div>
  )
}

function Link({ busy, onClick, text }: { busy: boolean; onClick: () => void; text: string }) {
  return (
    <button type="button" class="link" aria-disabled={busy} onClick={busy ? undefined : onClick}>
      {text}
    </button>
  )
}

/** The first empty input, or the first, with what stands in it ready to be typed over. */
function focusIn(form: HTMLFormElement | null): void {
  const inputs = [...(form?.querySelectorAll<HTMLInputElement>('input:not([type=radio])') ?? [])]
  const input = inputs.find(({ value }) => value === '') ?? inputs[0]
  if (input === undefined) return form?.querySelector<HTMLElement>('h1')?.focus()
  input.focus()
  input.select()
}
