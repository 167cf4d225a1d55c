import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { apiReport } from '../../scripts/api-report.ts'

test('what the package exports is what its API report says', { timeout: 60_000 }, () => {
  const committed = readFileSync(join(import.meta.dirname, '../../api.md'), 'utf8')
  expect(apiReport(), 'If the change is meant: npm run api -w packages/page-sdk').toBe(committed)
})
