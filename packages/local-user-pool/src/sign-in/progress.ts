/** How far a sign-in has come once the first factor is given. */
export interface Progress {
  /** The device that the client says it is. */
  deviceKey: string | undefined
  /** Whether a second factor is still to be asked for. */
  secondFactor: 'done' | 'due'
}
