import { crx } from '@crxjs/vite-plugin'
import { defineConfig, type Plugin } from 'vite'
import manifest from './manifest.json' with { type: 'json' }

/** The sites an operator names at build time: their pages may speak to the extension before a grant. */
function externalSites(mode: string): string[] {
  const named = process.env['EXTERNAL_SITES']?.split(',').map((site) => site.trim()) ?? []
  const demo = mode === 'demo' ? ['http://localhost/*', 'http://127.0.0.1/*'] : []
  return [...new Set([...demo, ...named])].filter((site) => site !== '')
}

/** crxjs opens every injected script to the web. Nothing of ours may answer a page's probe. */
const closeToPages: Plugin & { renderCrxManifest(manifest: Record<string, unknown>): unknown } = {
  name: 'close-to-pages',
  enforce: 'post',
  renderCrxManifest(rendered) {
    delete rendered['web_accessible_resources']
    return rendered
  },
}

/** Scripts that are injected are built on their own; what crxjs leaves of them beside that is loaded by nobody. */
const dropLeftovers: Plugin = {
  name: 'drop-leftovers',
  enforce: 'post',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
    const leftovers = chunks.filter(({ facadeModuleId }) => facadeModuleId?.includes('.iife.ts'))
    for (const { fileName } of leftovers) delete bundle[fileName]
    const needed = new Set(
      chunks.filter((chunk) => !leftovers.includes(chunk)).flatMap(({ imports }) => imports),
    )
    for (const { fileName, isEntry, isDynamicEntry } of chunks) {
      if (!isEntry && !isDynamicEntry && !needed.has(fileName)) delete bundle[fileName]
    }
  },
}

export default defineConfig(({ mode }) => ({
  resolve: { conditions: ['cognito-shared-session:source', 'module', 'browser', 'production'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { __DEMO__: JSON.stringify(mode === 'demo') },
  plugins: [
    crx({
      manifest: {
        ...manifest,
        externally_connectable: { ids: [], matches: externalSites(mode) },
      },
    }),
    closeToPages,
    dropLeftovers,
  ],
  build: {
    outDir: mode === 'demo' ? 'dist/demo' : 'dist/chrome',
    emptyOutDir: true,
    target: 'chrome130',
    modulePreload: false,
    sourcemap: false,
    // Pages that the manifest does not name: they are opened in tabs.
    rolldownOptions: {
      input: { 'sign-in': 'src/sign-in/index.html' },
      // What pages share is one file: cut by who shares what, it would be many, and each packs worse.
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'page',
              test: /node_modules[\\/]preact[\\/]|[\\/]src[\\/](controls|claims)[\\/](?!error-sentences)/,
            },
          ],
        },
      },
    },
  },
}))
