import type { ComponentChildren } from 'preact'

interface AskButtonProps {
  busy: boolean
  /** What it says while it is at work. */
  working: string
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
  children,
  kind,
  onClick,
  disabled = false,
  label,
}: AskButtonProps) {
  return (
    <button
      type={onClick === undefined ? 'submit' : 'button'}
      class={kind}
      aria-label={busy ? undefined : label}
      aria-disabled={busy || disabled}
      aria-busy={busy}
      onClick={busy || disabled ? undefined : ({ isTrusted }) => isTrusted && onClick?.()}
    >
      {busy ? working : children}
    </button>
  )
}
