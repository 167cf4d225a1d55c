import { createHash } from 'node:crypto'
import { crx } from '@crxjs/vite-plugin'
import { defineConfig, type Plugin } from 'vite'
import { archive } from './scripts/extension/archive.ts'
import { sourcesIn } from './scripts/extension/sources.ts'
import { thirdParty } from './scripts/extension/bundled/third-party.ts'
import { externalSites, manifestFor, type Browser } from './scripts/extension/manifest-for.ts'
import { polyfillTable } from './scripts/extension/polyfill-table.ts'

/** A mode is a folder in dist: `chrome` and `firefox`, or with the demonstration's sites `demo` and `demo-firefox`. */
function targetOf(mode: string): { browser: Browser; demo: boolean; folder: string } {
  const demo = mode.startsWith('demo')
  const browser = mode.endsWith('firefox') ? 'firefox' : 'chrome'
  return { browser, demo, folder: demo ? mode : browser }
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

/** Preact can write HTML from a string into a page. Nothing here does, and nothing here shall be able to. */
const noHtmlFromStrings: Plugin = {
  name: 'no-html-from-strings',
  enforce: 'post',
  generateBundle(_, bundle) {
    const without = (code: string) => code.replace(/\(\w+\.innerHTML=\w+\.__html\)/, '0')
    for (const output of Object.values(bundle)) {
      if (output.type === 'chunk') output.code = without(output.code)
      else if (output.fileName.endsWith('.js')) output.source = without(String(output.source))
    }
  },
}

/**
 * What the extension's pages share, and the worker does not load, is one chunk: it compresses better than many
 * small ones. What is loaded only when it is needed stays apart.
 */
const SHARED_BY_PAGES = new RegExp(
  [
    'node_modules/preact',
    'src/(claims|controls)/(?!choice-fields|claim-copies|claim-now|claim-path|compare|copying-with|error-sentences|json-|policy-|token-copy)',
    'src/words',
    'src/browser/(ask|own-tab|page-clock|own-messages|records|sign-in-page)',
    'src/contract/idempotent',
  ]
    .join('|')
    .replaceAll('/', String.raw`[\\/]`),
)

/** What the worker and the popup both load is one chunk, for the same reason; nothing in it is for one of them alone. */
const SHARED_WITH_WORKER = new RegExp(
  [
    'node_modules/webextension-polyfill',
    'src/browser/(browser|chosen-words|host-permission|messages)',
    'src/contract/(chosen-account|grant|identity|policy|presets|signing-in)',
  ]
    .join('|')
    .replaceAll('/', String.raw`[\\/]`),
)

const chunks = [
  { name: 'pages', test: SHARED_BY_PAGES, minShareCount: 2 },
  { name: 'shared', test: SHARED_WITH_WORKER, minShareCount: 2 },
  { name: 'contract', test: /src[\\/](contract|protocol\.ts)/, minShareCount: 2 },
]

/** A page's script is called by the page's room: those that the manifest names would else all be called index.html. */
function scriptName({ name, facadeModuleId }: { name: string; facadeModuleId: string | null }): string {
  const [, room] = /src[\\/]([\w-]+)[\\/]index\.html$/.exec(facadeModuleId ?? '') ?? []
  return `assets/${room ?? name}.js`
}

/** The checksum of the source package that `npm run package` makes of what is here: which sources a build is of. */
function sourcesChecksum(): string {
  return createHash('sha256')
    .update(archive(sourcesIn(import.meta.dirname)))
    .digest('hex')
}

const output = {
  // No hashes: nothing here is cached by name, and they would differ by the folder of the build.
  entryFileNames: scriptName,
  chunkFileNames: scriptName,
  assetFileNames: 'assets/[name][extname]',
  codeSplitting: { includeDependenciesRecursively: false, groups: chunks },
}

export default defineConfig(({ mode }) => {
  const { browser, demo, folder } = targetOf(mode)
  const sites = externalSites(process.env['EXTERNAL_SITES'], demo)
  return {
    resolve: { conditions: ['cognito-shared-session:source', 'module', 'browser', 'production'] },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define: { __DEMO__: JSON.stringify(demo), __SOURCES__: JSON.stringify(sourcesChecksum()) },
    plugins: [
      crx({ browser, manifest: manifestFor(browser, sites) }),
      polyfillTable,
      loadNothingAhead,
      closeToPages,
      thirdParty,
      dropLeftovers,
      noHtmlFromStrings,
    ],
    build: {
      outDir: `dist/${folder}`,
      emptyOutDir: true,
      target: browser === 'firefox' ? 'firefox153' : 'chrome130',
      modulePreload: false,
      sourcemap: false,
      // Pages that the manifest does not name: they are opened in tabs.
      rolldownOptions: {
        preserveEntrySignatures: false,
        input: {
          'sign-in': 'src/sign-in/index.html',
          consent: 'src/consent/index.html',
          'managed-login': 'src/managed-login/index.html',
          welcome: 'src/welcome/index.html',
        },
        output,
      },
    },
  }
})
