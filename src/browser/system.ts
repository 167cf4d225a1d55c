import { defaultPorts } from '@cognito-shared-session/cognito-session'

/** Time, network and randomness as the background gets them. */
export const system = {
  ...defaultPorts,
  random: () => Math.random(),
}
