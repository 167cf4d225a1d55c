import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const here = 'tests/support/popup-stage'
/** A folder for each worker of the test runner: two files may build their stages at the same time. */
const out = join(root, `test-results/popup-stage-${process.env['VITEST_POOL_ID'] ?? 'alone'}`)
export const popupPage = `${here}/index.html`
export const panelPage = `${here}/panel.html`
export const consentPage = 'tests/support/consent-stage/index.html'
export const signInPage = 'tests/support/sign-in-stage/index.html'
export const optionsPage = 'tests/support/options-stage/index.html'
const pages = [popupPage, panelPage, consentPage, signInPage, optionsPage]
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

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Serves it under the Content-Security-Policy that the extension's pages live under. */
export async function serveStage(policy: string): Promise<{ address: string; stop: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://stage').pathname)
    readFile(join(out, path)).then(
      (file) => {
        const type = `${types[extname(path)] ?? 'application/octet-stream'}; charset=utf-8`
        response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(file)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { address: `http://127.0.0.1:${port}/`, stop: () => server.close() }
}
