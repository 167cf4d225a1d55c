/**
 * `npm run check:remote-code`: the builds for both browsers run no code but their own. Names each place where that
 * is not so.
 */
import { join } from 'node:path'
import { filesIn } from './archive.ts'
import { line, scan } from './scan/scan.ts'

for (const browser of ['chrome', 'firefox']) {
  const files = filesIn(join(import.meta.dirname, '../../dist', browser))
  if (!('manifest.json' in files)) throw new Error(`dist/${browser} is not built: npm run build`)
  const findings = scan(files)
  for (const finding of findings) console.error(`dist/${browser}/${line(finding)}`)
  if (findings.length > 0) process.exitCode = 1
}
