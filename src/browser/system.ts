import { defaultPorts } from '@cognito-shared-session/cognito-session'
import { awake } from './awake.ts'

/** In milliseconds. A wait up to here is part of work under way; a longer one is slept through: the alarm ends it. */
const WORK = 30_000

/** Time, network and randomness as the background gets them. Each request has a wait of its own beside it. */
export const system = {
  ...defaultPorts,
  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const waited = defaultPorts.wait(milliseconds, signal)
    return milliseconds <= WORK ? awake(waited) : waited
  },
  random: () => Math.random(),
}
