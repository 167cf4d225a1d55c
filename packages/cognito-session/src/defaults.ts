import { MemoryStorage } from './memory-storage.ts'
import type { Ports } from './ports.ts'
import { epochMs } from './time.ts'

/** The one file that touches the clock, the timers, the network and the randomness of its surroundings. */
export const defaultPorts: Ports = {
  now: () => epochMs(Date.now()),
  fetch: (input, init) => fetch(input, init),
  getRandomValues: (bytes) => crypto.getRandomValues(bytes),
  wait,
}

/** Shared by all pools of a realm that are given no storage, as in the old library outside browsers. */
export const sharedMemory = /* @__PURE__ */ new MemoryStorage()

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer: unknown = setTimeout(resolve, ms)
    // In Node a pending time-out must not keep the process alive; elsewhere a timer is a number.
    if (hasUnref(timer)) timer.unref()
    signal?.addEventListener('abort', () => {
      clearTimeout(Number(timer))
      resolve()
    })
  })
}

function hasUnref(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer
}
