import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'
import { serveFolder } from '../served-folder.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const here = 'tests/support/popup-stage'
/** A folder for each worker of the test runner: two files may build their stages at the same time. */
const out = join(root, `test-results/popup-stage-${process.env['VITEST_POOL_ID'] ?? 'alone'}`)
export const popupPage = `${here}/index.html`
export const panelPage = `${here}/panel.html`
export const consentPage = 'tests/support/consent-stage/index.html'
export const signInPage = 'tests/support/sign-in-stage/index.html'
export const optionsPage = 'tests/support/options-stage/index.html'
export const welcomePage = 'tests/support/welcome-stage/index.html'
const pages = [popupPage, panelPage, consentPage, signInPage, optionsPage, welcomePage]
const conditions = ['cognito-shared-session:source', 'module', 'browser', 'production']
const shared: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  resolve: { conditions },
}

/** Builds the stage's pages, and the panel as the extension builds it: one classic script. */
export async function buildStage(): Promise<void> {
  await build({
    ...shared,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: false,
      rolldownOptions: { input: pages.map((page) => join(root, page)) },
    },
  })
  await build({
    ...shared,
    build: {
      outDir: out,
      emptyOutDir: false,
      target: 'chrome130',
      lib: {
        entry: join(root, 'src/content/panel.iife.ts'),
        formats: ['iife'],
        name: 'panel',
        fileName: () => 'panel.iife.js',
      },
    },
  })
}

/** Serves it under the Content-Security-Policy that the extension's pages live under. */
export function serveStage(policy: string): Promise<{ address: string; stop: () => void }> {
  return serveFolder(out, { 'content-security-policy': policy })
}
