import { describe, expect, test } from 'vitest'
import { bundled, gzipped } from '../../../../scripts/package/bundle.ts'

async function sdk(entry: string, names: string): Promise<string> {
  return (await bundled(`page-sdk/src/${entry}`, names)).code
}

describe('what a page loads, minified and compressed', () => {
  test.each([
    ['index.ts', 'connectSession', 3000],
    ['content/index.ts', 'connectSession', 3000],
    ['fetch.ts', 'sessionFetch', 800],
    [
      'cognito/index.ts',
      'CognitoUserPool, CognitoUser, CognitoUserSession, CognitoIdToken, CognitoAccessToken, CognitoRefreshToken, CognitoError',
      5700,
    ],
    ['amplify/index.ts', 'amplifyAuth', 1600],
    ['react/index.ts', 'sessionStore, useCognitoSession', 3350],
  ])('%s stays within its budget', async (entry, names, budget) => {
    const code = await sdk(entry, names)
    const bytes = gzipped(code)
    expect(bytes).toBeLessThanOrEqual(budget)
    expect(bytes).toBeGreaterThan(budget * 0.9)
  })

  test('the drop-in classes bring nothing of a sign-in: no SRP, no requests to Cognito, no storage', async () => {
    const code = await sdk('cognito/index.ts', 'CognitoUserPool, CognitoUser')
    expect(code).toContain('CognitoUserPool of this package')
    expect(code).not.toMatch(/SRP_A|InitiateAuth|amazonaws|localStorage|getItem|BigInt/)
  })

  test('the core brings nothing of another package', async () => {
    const code = await sdk('index.ts', 'connectSession')
    expect(code).toContain('cognito-shared-session')
    expect(code).not.toMatch(/InvalidTokenError|cognito:username|\[redacted\]/)
  })
})
