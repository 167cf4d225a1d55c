interface OptionButtonsProps {
  options: readonly { value: string; label: string; hint?: string }[]
  busy: boolean
  label: string
  choose: (value: string) => void
}

/** One of several, each a button that says what it does. */
export function OptionButtons({ options, busy, label, choose }: OptionButtonsProps) {
  return (
    <ul class="options" aria-label={label}>
      {options.map(({ value, label, hint }) => (
        <li key={value}>
          <button type="button" aria-disabled={busy} onClick={busy ? undefined : () => choose(value)}>
            <strong>{label}</strong>
            {hint !== undefined && <span class="hint">{hint}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
