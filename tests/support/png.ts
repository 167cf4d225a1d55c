import { inflateSync } from 'node:zlib'

export type Colour = readonly [red: number, green: number, blue: number]

const SIGNATURE = 8
/** Red, green, blue and how opaque: a byte each. */
const PIXEL = 4

/**
 * How often each opaque colour stands in a picture, the most frequent first. Reads what browsers write: eight bits,
 * with transparency, not interlaced (https://www.w3.org/TR/png-3/).
 * @throws Error for every other kind
 */
export function opaqueColours(png: Buffer): { colour: Colour; times: number }[] {
  const times = new Map<string, number>()
  for (const [red, green, blue, alpha] of pixels(png)) {
    if (alpha !== 255) continue
    const colour = `${red} ${green} ${blue}`
    times.set(colour, (times.get(colour) ?? 0) + 1)
  }
  const sorted = [...times].toSorted(([, one], [, other]) => other - one)
  return sorted.map(([text, times]) => {
    const [red = 0, green = 0, blue = 0] = text.split(' ').map(Number)
    return { colour: [red, green, blue], times }
  })
}

/** From 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** As CSS writes it: six digits. */
export function colourOf(hex: string): Colour {
  const at = (place: number) => Number.parseInt(hex.slice(place, place + 2), 16)
  return [at(1), at(3), at(5)]
}

function luminance([red, green, blue]: Colour): number {
  const linear = (byte: number) => {
    const part = byte / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

function* pixels(png: Buffer): Generator<number[]> {
  const [header, ...rest] = chunks(png)
  const width = header?.data.readUInt32BE(0) ?? 0
  const kind = [...(header?.data.subarray(8, 13) ?? [])].join(' ')
  if (kind !== '8 6 0 0 0') throw new Error(`This kind of picture is not read here: ${kind}.`)
  const packed = Buffer.concat(rest.filter(({ name }) => name === 'IDAT').map(({ data }) => data))
  for (const line of lines(inflateSync(packed), width * PIXEL)) {
    for (let at = 0; at < line.length; at += PIXEL) yield line.slice(at, at + PIXEL)
  }
}

function* chunks(png: Buffer): Generator<{ name: string; data: Buffer }> {
  for (let at = SIGNATURE; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at)
    yield { name: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end) }
    at = end + 4
  }
}

/** Each line names its filter first, which says what was taken away from its bytes. */
function* lines(bytes: Buffer, width: number): Generator<number[]> {
  let above: number[] = Array.from({ length: width }, () => 0)
  for (let at = 0; at < bytes.length; at += width + 1) {
    const line: number[] = []
    for (let x = 0; x < width; x += 1) {
      const near = [line[x - PIXEL] ?? 0, above[x] ?? 0, above[x - PIXEL] ?? 0] as const
      line.push(((bytes[at + 1 + x] ?? 0) + foretold(bytes[at], ...near)) & 255)
    }
    yield line
    above = line
  }
}

function foretold(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  return filter === 4 ? nearest(left + up - corner, [left, up, corner]) : 0
}

function nearest(to: number, [left, up, corner]: readonly [number, number, number]): number {
  const far = (from: number) => Math.abs(to - from)
  if (far(left) <= far(up) && far(left) <= far(corner)) return left
  return far(up) <= far(corner) ? up : corner
}
