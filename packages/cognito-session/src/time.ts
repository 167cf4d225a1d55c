declare const unit: unique symbol

/** A moment on the local clock, in milliseconds since 1970. */
export type EpochMs = number & { readonly [unit]: 'EpochMs' }

/** A moment as tokens carry it (RFC 7519, NumericDate): seconds since 1970. */
export type EpochSeconds = number & { readonly [unit]: 'EpochSeconds' }

/** Brands a number that is known to be milliseconds since 1970. */
export function epochMs(value: number): EpochMs {
  return value as EpochMs
}

/** Brands a number that is known to be seconds since 1970. */
export function epochSeconds(value: number): EpochSeconds {
  return value as EpochSeconds
}

/** Whole seconds, rounded down as `isValid()` needs it. */
export function toSeconds(moment: EpochMs): EpochSeconds {
  return epochSeconds(Math.floor(moment / 1000))
}

export function later(moment: EpochMs, milliseconds: number): EpochMs {
  return epochMs(moment + milliseconds)
}

/**
 * When something that Cognito dates `moment` happens on the local clock.
 * A positive drift (in seconds) says that the local clock is ahead.
 */
export function onLocalClock(moment: EpochSeconds, drift: number): EpochMs {
  return epochMs((moment + drift) * 1000)
}
