/** What authenticators write: a small part of RFC 8949. */
export type CborValue = boolean | null | number | string | Buffer | CborValue[] | Map<CborValue, CborValue>

interface Decoded {
  value: CborValue
  /** Where the next item begins. */
  end: number
}

interface Head {
  major: number
  argument: number
  end: number
}

function readHead(bytes: Buffer, at: number): Head {
  const first = bytes.readUInt8(at)
  const major = first >> 5
  const short = first & 0x1f
  if (short < 24) return { major, argument: short, end: at + 1 }
  if (short === 24) return { major, argument: bytes.readUInt8(at + 1), end: at + 2 }
  if (short === 25) return { major, argument: bytes.readUInt16BE(at + 1), end: at + 3 }
  if (short === 26) return { major, argument: bytes.readUInt32BE(at + 1), end: at + 5 }
  throw new RangeError(`CBOR of length kind ${short} is not read here.`)
}

function slice(bytes: Buffer, start: number, length: number): Buffer {
  if (start + length > bytes.length) throw new RangeError('CBOR ends too early.')
  return bytes.subarray(start, start + length)
}

function readArray(bytes: Buffer, { argument, end }: Head): Decoded {
  const items: CborValue[] = []
  let at = end
  for (let index = 0; index < argument; index += 1) {
    const item = read(bytes, at)
    items.push(item.value)
    at = item.end
  }
  return { value: items, end: at }
}

function readMap(bytes: Buffer, { argument, end }: Head): Decoded {
  const entries = new Map<CborValue, CborValue>()
  let at = end
  for (let index = 0; index < argument; index += 1) {
    const key = read(bytes, at)
    const value = read(bytes, key.end)
    entries.set(key.value, value.value)
    at = value.end
  }
  return { value: entries, end: at }
}

const simple = new Map<number, CborValue>([
  [20, false],
  [21, true],
  [22, null],
])

function read(bytes: Buffer, at: number): Decoded {
  const head = readHead(bytes, at)
  const { major, argument, end } = head
  if (major === 0) return { value: argument, end }
  if (major === 1) return { value: -1 - argument, end }
  if (major === 2) return { value: slice(bytes, end, argument), end: end + argument }
  if (major === 3) return { value: slice(bytes, end, argument).toString('utf8'), end: end + argument }
  if (major === 4) return readArray(bytes, head)
  if (major === 5) return readMap(bytes, head)
  const value = major === 7 ? simple.get(argument) : undefined
  if (value === undefined) throw new RangeError(`CBOR of major type ${major} is not read here.`)
  return { value, end }
}

/** The first item and where it ends; throws a RangeError for what is no CBOR. */
export function decodeCbor(bytes: Buffer): { value: CborValue; length: number } {
  const { value, end } = read(bytes, 0)
  return { value, length: end }
}
