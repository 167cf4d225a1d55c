/** What the server wrote into the page for its script. */
export function setting(name: string): string {
  return document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content ?? ''
}

/** Puts what a person could do on this page where the test can do it. */
export function expose(actions: Record<string, (...given: string[]) => unknown>): void {
  Object.assign(window, { actions })
}
