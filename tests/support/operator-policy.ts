import { createHash, generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Chromium on Linux reads an operator's policies; root alone may write there. */
export const POLICIES = '/etc/chromium/policies/managed'

export const mayWritePolicies = process.platform === 'linux' && process.getuid?.() === 0

/** A copy of the built extension under an id of its own, with a policy that is for it alone. */
export interface GovernedExtension {
  dist: string
  /** Writes what the operator decides, in place of what they decided before. */
  decide(policy: object): void
  remove(): void
}

export function governedExtension(build: string): GovernedExtension {
  const dist = mkdtempSync(join(tmpdir(), 'cognito-shared-session-governed-'))
  cpSync(build, dist, { recursive: true })
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'))
  writeFileSync(join(dist, 'manifest.json'), JSON.stringify({ ...manifest, key: key.toString('base64') }))
  const id = idOf(key)
  const file = join(POLICIES, `${id}.json`)
  const remove = () => {
    rmSync(file, { force: true })
    rmSync(dist, { recursive: true, force: true })
  }
  process.once('exit', remove)
  return {
    dist,
    decide(policy) {
      mkdirSync(POLICIES, { recursive: true })
      writeFileSync(file, JSON.stringify({ '3rdparty': { extensions: { [id]: policy } } }))
    },
    remove() {
      process.off('exit', remove)
      remove()
    },
  }
}

/** An extension's id by its public key. Chromium's: the first 128 bits of the key's SHA-256, each four of them as a letter from a to p. */
export function idOf(key: Buffer): string {
  const hex = createHash('sha256').update(key).digest('hex').slice(0, 32)
  return hex.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
}
