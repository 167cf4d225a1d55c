import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright'
import { build } from 'vite'
import { needChromium } from '../../tests/support/browser.ts'
import { chromiumSwitches } from '../../tests/support/chromium-switches.ts'
import { serveFolder } from '../../tests/support/served-folder.ts'
import type { ClaimsBench } from './page.tsx'

const root = fileURLToPath(new URL('../../', import.meta.url))
const out = join(root, 'test-results/bench-claims')

/** Builds the page as the extension's pages are built, and plays it in a Chromium of its own. */
export async function withClaimsPage<Result>(use: (page: Page) => Promise<Result>): Promise<Result> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { conditions: ['cognito-shared-session:source', 'module', 'browser', 'production'] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'chrome130',
      rolldownOptions: { input: join(root, 'bench/claims/index.html') },
    },
  })
  const { address, stop } = await serveFolder(out)
  const browser = await chromium.launch({ executablePath: needChromium(), args: chromiumSwitches() })
  try {
    const page = await browser.newPage()
    await page.goto(`${address}bench/claims/index.html`)
    await page.locator('html[data-ready]').waitFor()
    return await use(page)
  } finally {
    await browser.close()
    stop()
  }
}

/** Has the page do one of its deeds. */
export function play<Name extends keyof ClaimsBench>(
  page: Page,
  name: Name,
): Promise<Awaited<ReturnType<ClaimsBench[Name]>>> {
  return page.evaluate(`bench.${name}()`)
}
