/**
 * A code as it was typed or pasted, without what people and programs put between its digits. What has letters is
 * left alone, but for the space around it: not every code is a number.
 *
 * @example codeIn(' 123 456\n') // '123456'
 */
export function codeIn(text: string): string {
  const trimmed = text.trim()
  const digits = trimmed.replace(/[\s\u00a0.·-]/g, '')
  return /^\p{Nd}+$/u.test(digits) ? asciiDigits(digits) : trimmed
}

/** Keyboards of other scripts type other digits; Cognito knows 0 to 9. */
function asciiDigits(digits: string): string {
  return digits.replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
}

/** Unicode keeps the ten digits of a script together, from 0 on. */
function valueOf(digit: string): number {
  const at = digit.codePointAt(0) ?? 0
  let zero = at
  while (at - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return at - zero
}
