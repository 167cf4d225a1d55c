/** A number of bytes in words: `842 B`, `1.2 kB`. */
export function byteSize(bytes: number, locale: string): string {
  const kilo = bytes >= 1000
  const format = { style: 'unit', unit: kilo ? 'kilobyte' : 'byte', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale, format).format(kilo ? bytes / 1000 : bytes)
}
