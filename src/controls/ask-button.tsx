import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { Wait } from './wait.tsx'

interface AskButtonProps {
  busy: boolean
  /** What it says while it is at work. */
  working: string
  /** Waits no more; undefined where nobody waits for it, or something beside it tells and ends the same wait. */
  stop: (() => void) | undefined
  children: ComponentChildren
  kind?: 'primary' | 'quiet'
  /** Absent: the button submits its form. */
  onClick?: () => void
  disabled?: boolean
  /** The whole of what it does, where its text is only the end of a sentence. */
  label?: string
}

/**
 * A button that asks the background. While it waits it stays where it is, keeps the focus and says so. Only a
 * person clicks it: an event that a script made counts for nothing.
 */
export function AskButton({
  busy,
  working,
  stop,
  children,
  kind,
  onClick,
  disabled = false,
  label,
}: AskButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type={onClick === undefined ? 'submit' : 'button'}
        class={kind}
        aria-label={busy ? undefined : label}
        aria-disabled={busy || disabled}
        aria-busy={busy}
        onClick={busy || disabled ? undefined : ({ isTrusted }) => isTrusted && onClick?.()}
      >
        {busy ? working : children}
      </button>
      {stop && <Wait busy={busy} working={working} stop={stop} back={button} />}
    </>
  )
}
