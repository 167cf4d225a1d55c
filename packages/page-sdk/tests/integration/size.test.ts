import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { describe, expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../../src')

/** What an author's bundler makes of a file that uses these exports, and nothing else. */
async function bundled(entry: string, names: string): Promise<string> {
  const id = 'virtual:page'
  const result = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    resolve: { conditions: ['cognito-shared-session:source', 'module', 'browser', 'production'] },
    plugins: [
      {
        name: 'page',
        resolveId: (asked) => (asked === id ? id : undefined),
        load: (asked) => (asked === id ? `export { ${names} } from '${join(folder, entry)}'` : undefined),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input: id, external: ['react'], preserveEntrySignatures: 'strict' },
    },
  })
  return outputs(result)
    .map(({ code }) => code)
    .join('')
}

function outputs(result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] {
  const all = Array.isArray(result) ? result : 'output' in result ? [result] : []
  return all.flatMap(({ output }) => output).filter((file) => file.type === 'chunk')
}

describe('what a page loads, minified and compressed', () => {
  test.each([
    ['index.ts', 'connectSession', 3000],
    ['fetch.ts', 'sessionFetch', 800],
    [
      'cognito/index.ts',
      'CognitoUserPool, CognitoUser, CognitoUserSession, CognitoIdToken, CognitoAccessToken, CognitoRefreshToken, CognitoError',
      5700,
    ],
    ['amplify/index.ts', 'amplifyAuth', 1600],
    ['react/index.ts', 'sessionStore, useCognitoSession', 3350],
  ])('%s stays within its budget', async (entry, names, budget) => {
    const code = await bundled(entry, names)
    const bytes = gzipSync(code, { level: 9 }).length
    expect(bytes).toBeLessThanOrEqual(budget)
    expect(bytes).toBeGreaterThan(budget * 0.9)
  })

  test('the drop-in classes bring nothing of a sign-in: no SRP, no requests to Cognito, no storage', async () => {
    const code = await bundled('cognito/index.ts', 'CognitoUserPool, CognitoUser')
    expect(code).toContain('CognitoUserPool of this package')
    expect(code).not.toMatch(/SRP_A|InitiateAuth|amazonaws|localStorage|getItem|BigInt/)
  })

  test('the core brings nothing of another package', async () => {
    const code = await bundled('index.ts', 'connectSession')
    expect(code).toContain('cognito-shared-session')
    expect(code).not.toMatch(/InvalidTokenError|cognito:username|\[redacted\]/)
  })
})
