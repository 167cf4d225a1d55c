/** Writes into the page; what is no text is written as JSON. */
export function show(id: string, what: unknown): void {
  const text = typeof what === 'string' ? what : JSON.stringify(what, null, 2)
  const element = document.querySelector(`#${id}`)
  if (element) element.textContent = text
}

export function onClick(id: string, act: () => Promise<void>): void {
  document.querySelector(`#${id}`)?.addEventListener('click', () => void act())
}
