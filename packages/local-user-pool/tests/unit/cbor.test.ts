import { expect, test } from 'vitest'
import { decodeCbor } from '../../src/webauthn/cbor.ts'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

test.each<[string, unknown]>([
  ['00', 0],
  ['17', 23],
  ['1818', 24],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['20', -1],
  ['3863', -100],
  ['390100', -257],
  ['4401020304', hex('01020304')],
  ['6449455446', 'IETF'],
  ['83010203', [1, 2, 3]],
  [
    'a201020304',
    new Map([
      [1, 2],
      [3, 4],
    ]),
  ],
  ['f4', false],
  ['f5', true],
  ['f6', null],
])('%s is read as in RFC 8949 appendix A', (encoded, value) => {
  expect(decodeCbor(hex(encoded))).toEqual({ value, length: encoded.length / 2 })
})

test.each(['', '18', '44010203', '830102', '1b000000e8d4a51000', 'fb3ff199999999999a', 'c074'])(
  '%s is refused',
  (encoded) => {
    expect(() => decodeCbor(hex(encoded))).toThrow(RangeError)
  },
)
