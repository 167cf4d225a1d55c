const BYTES = { style: 'unit', unit: 'byte', unitDisplay: 'long' } as const
const KILOBYTES = { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 } as const

/** A number of bytes in words: `842 bytes`, `1.2 kB`. */
export function byteSize(bytes: number, locale: string): string {
  const [format, amount] = bytes < 1000 ? [BYTES, bytes] : [KILOBYTES, bytes / 1000]
  return new Intl.NumberFormat(locale, format).format(amount)
}
