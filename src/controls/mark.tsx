/** The icon's ring and keyhole. */
export function Mark() {
  return (
    <svg class="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" />
      <circle cx="12" cy="12" r="7" pathLength="100" stroke-dasharray="78 22" transform="rotate(-90 12 12)" />
      <path d="M12 9a1.8 1.8 0 0 0-.8 3.4L10.7 15h2.6l-.5-2.6A1.8 1.8 0 0 0 12 9Z" />
    </svg>
  )
}
