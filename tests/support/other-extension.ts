import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface OtherExtension {
  folder: string
  id: string
  /** The address of its one page. */
  page: string
  remove(): void
}

/** Writes an extension of somebody else's: a page, and a content script on every page of this machine. */
export function writeOtherExtension(): OtherExtension {
  const folder = join(mkdtempSync(join(tmpdir(), 'other-extension-')), 'extension')
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const id = idOf(key)
  const manifest = {
    manifest_version: 3,
    name: 'Somebody else',
    version: '1',
    key: key.toString('base64'),
    content_scripts: [{ matches: ['http://localhost/*'], js: ['script.js'] }],
  }
  mkdirSync(folder)
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'script.js'), '')
  writeFileSync(join(folder, 'page.html'), '<!doctype html><title>Somebody else</title>')
  const remove = () => rmSync(join(folder, '..'), { recursive: true, force: true })
  return { folder, id, page: `chrome-extension://${id}/page.html`, remove }
}

/** Chromium's id: the first 128 bits of the key's SHA-256, with the digits a to p. */
function idOf(key: Buffer): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 32)
  return digest.replace(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
}
