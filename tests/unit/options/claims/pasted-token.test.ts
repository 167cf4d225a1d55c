import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readToken } from '../../../../src/options/claims/pasted-token.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = { sub: 'ada', 'cognito:groups': ['Ränder', '😀'], exp: 1 }
const header = { alg: 'RS256', kid: 'k' }
const bare = `${part(header)}.${part(claims)}`
const token = `${bare}.c2lnbmF0dXJl`
const read = { ok: true, token: { header, claims, size: token.length, cut: false, signed: true } }

describe('a token is found and read', () => {
  test.each([
    ['as it is', token],
    ['with space around it', `\n  ${token} \t`],
    ['in quotes', `"${token}"`],
    ['after Bearer', `Bearer ${token}`],
    ['in a header', `Authorization: Bearer ${token}\r\nAccept: */*`],
    ['in JSON', JSON.stringify({ id_token: token, expires_in: 3600 })],
    ['in an address', `https://app.example/#id_token=${token}&state=x`],
    ['with the line ends of a terminal', token.replaceAll(/(.{20})/g, '$1\n')],
  ])('%s', (_, text) => {
    expect(readToken(text)).toEqual(read)
  })

  test('without its signature', () => {
    expect(readToken(bare)).toMatchObject({ ok: true, token: { claims, cut: false, signed: false } })
    expect(readToken(`${bare}.`)).toMatchObject({ ok: true, token: { claims, signed: false } })
  })

  test('cut off anywhere in its claims: those that came whole are there', () => {
    const begin = part(header).length + 1
    for (let end = begin + 20; end < bare.length; end += 1) {
      const partly = readToken(bare.slice(0, end))
      expect(partly).toMatchObject({ ok: true, token: { cut: true, claims: { sub: 'ada' } } })
    }
  })

  test('whatever its claims say', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => {
        const plain: unknown = JSON.parse(JSON.stringify(claims))
        const read = readToken(`${part(header)}.${part(claims)}.c2ln`)
        expect(read).toMatchObject({ ok: true })
        expect(read.ok && read.token.claims).toEqual(plain)
      }),
    )
  })
})

describe('what is no token', () => {
  test.each([
    ['', 'Paste a token first.'],
    ['hello', 'There is no token in this.'],
    ['eyJhbGciOiJSUzI1NiJ9', 'There is no token in this.'],
    ['eyJub25zZW5zZSI.eyJzdWIiOiJhIn0.c2ln', 'There is no token in this.'],
    [`${part(header)}.`, 'ends before its first claim'],
    [`${part(header)}.${part([1, 2])}.c2ln`, 'ends before its first claim'],
    ['x'.repeat(200_001), 'too long'],
  ])('%s says so', (text, why) => {
    expect(readToken(text)).toEqual({ ok: false, why: expect.stringContaining(why) })
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readToken(`eyJ${text}.${text}`)))
  })
})
