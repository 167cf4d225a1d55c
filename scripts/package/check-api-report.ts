import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { apiReport } from './api-report.ts'

/** Run in a package's folder, by its `npm run check`. */
const name = basename(process.cwd())
if (apiReport(name) !== readFileSync(join(process.cwd(), 'api.md'), 'utf8')) {
  console.error(
    `packages/${name}/api.md is not what it exports. If that is meant: npm run api -w packages/${name}`,
  )
  process.exitCode = 1
}
