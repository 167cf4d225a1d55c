import { createHash, createHmac, hkdfSync } from 'node:crypto'

/** The client's half of Cognito's SRP on BigInt alone, so that it shares nothing with the pool's OpenSSL. */
const N = BigInt(
  '0xFFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD' +
    'EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED' +
    'EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F' +
    '83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B' +
    'E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510' +
    '15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7' +
    'ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C' +
    'BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF',
)

export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = ((base % N) + N) % N
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N
    square = (square * square) % N
  }
  return result
}

/** Even length, and a leading 00 where the top bit is set. */
function padded(integer: bigint): Buffer {
  const hex = integer.toString(16)
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex')
}

function hash(...parts: (string | Uint8Array)[]): Buffer {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest()
}

function integer(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

export interface Challenge {
  SALT: string
  SRP_B: string
  SECRET_BLOCK: string
}

export function publicValue(a: bigint): string {
  return power(2n, a).toString(16)
}

/** PASSWORD_CLAIM_SIGNATURE for a challenge. */
export function signature(
  who: { group: string; user: string; password: string },
  a: bigint,
  challenge: Challenge,
  timestamp: string,
): string {
  const A = power(2n, a)
  const B = BigInt(`0x${challenge.SRP_B}`)
  const k = integer(hash(padded(N), padded(2n)))
  const u = integer(hash(padded(A), padded(B)))
  const inner = hash(`${who.group}${who.user}:${who.password}`)
  const x = integer(hash(padded(BigInt(`0x${challenge.SALT}`)), inner))
  const S = power(B - ((k * power(2n, x)) % N), a + u * x)
  const key = Buffer.from(hkdfSync('sha256', padded(S), padded(u), 'Caldera Derived Key', 16))
  return createHmac('sha256', key)
    .update(who.group + who.user)
    .update(Buffer.from(challenge.SECRET_BLOCK, 'base64'))
    .update(timestamp)
    .digest('base64')
}

/** Cognito's time stamp for a time in milliseconds. */
export function timestampOf(ms: number): string {
  const [weekday, day, month, year, time] = new Date(ms).toUTCString().replace(',', '').split(' ')
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`
}
