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

/** What is loaded on demand lies beside the page and brings no style: nothing of it is worth loading ahead. */
const loadNothingAhead: Plugin = {
  name: 'load-nothing-ahead',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined,
}

/**
 * What the extension's pages share, and the worker does not load, is one chunk: it compresses better than many
 * small ones. What is loaded only when it is needed stays apart.
 */
const SHARED_BY_PAGES = new RegExp(
  [
    'node_modules/preact',
    'src/(claims|controls)/(?!choice-fields|claim-now|error-sentences)',
    'src/browser/(ask|own-tab|page-clock|records|sign-in-page)',
    'src/contract/(idempotent|sign-in-reasons)',
  ]
    .join('|')
    .replaceAll('/', String.raw`[\\/]`),
)

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
    loadNothingAhead,
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
      preserveEntrySignatures: false,
      input: {
        'sign-in': 'src/sign-in/index.html',
        consent: 'src/consent/index.html',
        'managed-login': 'src/managed-login/index.html',
        setup: 'src/setup/index.html',
      },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'pages', test: SHARED_BY_PAGES, minShareCount: 2 }],
        },
      },
    },
  },
}))
