import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type InlineConfig } from 'vite'
import { serveFolder } from '../served-folder.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const support = 'tests/support'
/** A folder for each: two files may build their stages at the same time, in two runs as well. */
const out = join(root, `test-results/stage-${process.pid}`)

/** The rooms that have a stage: every folder of that name. */
export const staged = readdirSync(join(root, support))
  .filter((folder) => folder.endsWith('-stage'))
  .map((folder) => folder.replace(/-stage$/, ''))
const pageOf = (room: string) => `${support}/${room}-stage/index.html`

export const popupPage = pageOf('popup')
export const panelPage = pageOf('panel')
export const consentPage = pageOf('consent')
export const signInPage = pageOf('sign-in')
export const optionsPage = pageOf('options')
export const welcomePage = pageOf('welcome')
export const managedLoginPage = pageOf('managed-login')
const pages = staged.map(pageOf)
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

export function removeStage(): Promise<void> {
  return rm(out, { recursive: true, force: true })
}
