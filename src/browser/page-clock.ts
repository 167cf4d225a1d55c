/** The clock of a document that draws times: the popup, the panel. */
export const pageClock = {
  now: () => Date.now(),
  every(milliseconds: number, tick: () => void): () => void {
    const timer = setInterval(tick, milliseconds)
    return () => clearInterval(timer)
  },
}
