import { describe, expect, test } from 'vitest'
import { bundled, gzipped } from '../../../../scripts/package/bundle.ts'

const main = 'cognito-session/src/index.ts'

describe('what an author bundles', () => {
  test.each([main, 'cognito-session/src/import.ts', 'cognito-session/src/managed-login.ts'])(
    '%s imports nothing: no Node built-in, no other package',
    async (entry) => {
      const { code, imports, dynamicImports } = await bundled(entry, '*')
      expect([...imports, ...dynamicImports]).toEqual([])
      expect(code).toContain('RefreshToken')
      expect(code.match(/\b(require|process|Buffer|global|__dirname)\b|node:/g)).toBeNull()
    },
  )

  test('nothing of it is left where nothing is used', async () => {
    expect((await bundled(main, '')).code.trim()).toBe('')
  })

  test('loading it runs nothing of ours, whatever package.json says of side effects', async () => {
    const { code } = await bundled(main, '', { doubtful: true })
    const jwtDecode = /var (\w)=class extends Error\{\};\1\.prototype\.name=`InvalidTokenError`;/
    expect(code.replace(jwtDecode, '').trim()).toBe('')
  })

  test('who reads a token gets no sign-in, no storage and no request', async () => {
    const { code } = await bundled(main, 'CognitoIdToken')
    expect(code).toContain('[redacted]')
    expect(code.match(/SRP_A|InitiateAuth|amazonaws|getItem|BigInt/g)).toBeNull()
    expect(gzipped(code)).toBeLessThan(1200)
  })
})
