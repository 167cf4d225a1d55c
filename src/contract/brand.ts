declare const brand: unique symbol

/** A value whose type remembers what it is, so that two kinds of string never swap. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name }
