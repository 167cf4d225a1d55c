import type { Page } from 'playwright'

/** States that every page has before it is drawn, and what milliseconds they begin after. */
export const loading: Readonly<Record<string, number>> = { loading: 300, 'loading-stuck': 9_000 }

/** Brings a page that is not drawn yet to a moment. Its styles keep the time. */
export function loadedFor(page: Page, milliseconds: number): Promise<void> {
  return page.evaluate((time) => {
    for (const animation of document.getAnimations()) {
      animation.pause()
      animation.currentTime = time
    }
  }, milliseconds)
}

/** Does it where the state is one of them. */
export async function arriveLoading(page: Page, state: string): Promise<boolean> {
  const milliseconds = loading[state]
  if (milliseconds !== undefined) await loadedFor(page, milliseconds)
  return milliseconds !== undefined
}
