import { defineConfig } from 'vitest/config'
import { SlowFirst } from './tests/support/slow-first.ts'

const conditions = ['cognito-shared-session:source', 'module', 'node', 'development|production']
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } }

/** What `npm run test:full` alone has the time for. */
const full = process.env['FULL'] !== undefined
/** Names the extension in a policy that every Chromium of the machine follows: so it runs alone. */
const alone = 'tests/e2e/full/installed/**'

const installed = {
  ...shared,
  test: {
    name: 'installed',
    include: [`${alone}/*.test.ts`],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    sequence: { groupOrder: 3 },
  },
}

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          setupFiles: ['tests/support/words/speak-english.ts'],
          include: ['tests/unit/**/*.test.{ts,tsx}', 'packages/*/tests/unit/**/*.test.ts'],
          // Properties try hundreds of cases, on whatever machine there is.
          testTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...shared,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts', 'packages/*/tests/integration/**/*.test.ts'],
          testTimeout: 30_000,
          // Before each test there is a user pool to start, and people who sign in.
          hookTimeout: 30_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: full ? [alone] : ['tests/e2e/full/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each file has browsers of its own, and waits for them more than it works.
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      ...(full ? [installed] : []),
    ],
  },
})
