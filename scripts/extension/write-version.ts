/** Part of `npm run release:version`: the manifest has the version that changesets gave the extension. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`No store takes the version ${version}: three numbers.`)

const file = join(root, 'manifest.json')
const manifest = readFileSync(file, 'utf8')
writeFileSync(file, manifest.replace(/^( {2}"version": )"[^"]*"/m, `$1"${version}"`))
