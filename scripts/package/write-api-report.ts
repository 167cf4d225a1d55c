import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { apiReport } from './api-report.ts'

/** Run in a package's folder, by its `npm run api`. */
writeFileSync(join(process.cwd(), 'api.md'), apiReport(basename(process.cwd())))
