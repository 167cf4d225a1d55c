import { browser } from './browser.ts'

/** In milliseconds: far below the time without work after which any browser ends a background. */
const EVERY = 1000

/**
 * Keeps the background alive until something that was begun is over. Firefox ends an idle background page even
 * while a request is out and an answer is owed: only calls of its APIs count as work.
 */
export async function awake<Result>(begun: Promise<Result>): Promise<Result> {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), EVERY)
  try {
    return await begun
  } finally {
    clearInterval(timer)
  }
}
