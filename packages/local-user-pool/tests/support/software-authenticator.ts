import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

type Cbor = number | string | Buffer | Map<Cbor, Cbor>

function head(major: number, argument: number): Buffer {
  if (argument < 24) return Buffer.from([(major << 5) | argument])
  if (argument < 256) return Buffer.from([(major << 5) | 24, argument])
  return Buffer.from([(major << 5) | 25, argument >> 8, argument & 0xff])
}

function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value])
  const entries = [...value].flatMap(([key, item]) => [cbor(key), cbor(item)])
  return Buffer.concat([head(5, value.size), ...entries])
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}

export interface Behaviour {
  origin?: string
  /** Signs with a key that was never registered. */
  wrongKey?: boolean
  algorithm?: 'ES256' | 'RS256'
  /** The type that the client data name. */
  type?: string
  rpId?: string
}

interface CreatedJson {
  [member: string]: unknown
  id: string
  response: {
    clientDataJSON: string
    attestationObject: string
    authenticatorData: string
    transports: string[]
  }
}

interface GotJson {
  [member: string]: unknown
  id: string
  response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle?: string }
}

/** A security key in software: one passkey, ES256 or RS256, attestation `none`. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(20)
  readonly #behaviour: Required<Behaviour>
  readonly #keys: { publicKey: KeyObject; privateKey: KeyObject }
  #signCount = 0

  constructor(behaviour: Behaviour = {}) {
    this.#behaviour = {
      origin: 'http://localhost:3000',
      wrongKey: false,
      algorithm: 'ES256',
      type: '',
      rpId: 'localhost',
      ...behaviour,
    }
    this.#keys = this.#fresh()
  }

  change(behaviour: Behaviour): void {
    Object.assign(this.#behaviour, behaviour)
  }

  /** The counter goes back to where it was, as in a copy of the key. */
  rewind(): void {
    this.#signCount = 0
  }

  create(challenge: string): CreatedJson {
    const clientDataJSON = this.#clientData('webauthn.create', challenge)
    const length = Buffer.from([0, this.id.length])
    const authData = Buffer.concat([
      this.#data(0x45),
      Buffer.alloc(16),
      length,
      this.id,
      cbor(this.#coseKey()),
    ])
    const attestation = new Map<Cbor, Cbor>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ])
    return {
      ...this.#common(),
      response: {
        clientDataJSON: clientDataJSON.toString('base64url'),
        attestationObject: cbor(attestation).toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        transports: ['internal'],
      },
    }
  }

  get(challenge: string): GotJson {
    const clientDataJSON = this.#clientData('webauthn.get', challenge)
    const authenticatorData = this.#data(0x05)
    const signed = Buffer.concat([authenticatorData, sha256(clientDataJSON)])
    const { privateKey } = this.#behaviour.wrongKey ? this.#fresh() : this.#keys
    return {
      ...this.#common(),
      response: {
        clientDataJSON: clientDataJSON.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      },
    }
  }

  #fresh(): { publicKey: KeyObject; privateKey: KeyObject } {
    return this.#behaviour.algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 })
  }

  #common(): {
    id: string
    rawId: string
    type: string
    authenticatorAttachment: string
    clientExtensionResults: object
  } {
    const id = this.id.toString('base64url')
    return {
      id,
      rawId: id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: {},
    }
  }

  #clientData(type: string, challenge: string): Buffer {
    const { origin, type: otherType } = this.#behaviour
    return Buffer.from(JSON.stringify({ type: otherType || type, challenge, origin, crossOrigin: false }))
  }

  #data(flags: number): Buffer {
    this.#signCount += 1
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.#signCount)
    return Buffer.concat([sha256(this.#behaviour.rpId), Buffer.from([flags]), counter])
  }

  #coseKey(): Map<Cbor, Cbor> {
    const jwk = this.#keys.publicKey.export({ format: 'jwk' })
    const bytes = (text = ''): Buffer => Buffer.from(text, 'base64url')
    if (this.#behaviour.algorithm === 'RS256') {
      return new Map<Cbor, Cbor>([
        [1, 3],
        [3, -257],
        [-1, bytes(jwk.n)],
        [-2, bytes(jwk.e)],
      ])
    }
    return new Map<Cbor, Cbor>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(jwk.x)],
      [-3, bytes(jwk.y)],
    ])
  }
}
