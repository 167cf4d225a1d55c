import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const DIST = 'dist/chrome'

/** A script and all that it loads before it runs, however the build cut it into chunks. */
function withImports(file, found = new Set()) {
  if (found.has(file)) return found
  found.add(file)
  const source = readFileSync(file, 'utf8')
  const imports = source.matchAll(/(?:^|[;}])import\s*(?:[^"'();]*?from\s*)?["'](\.[^"']+)["']/g)
  for (const [, target] of imports) withImports(join(dirname(file), target), found)
  return found
}

/** In thousands of bytes, as gzip makes them. */
export default [
  {
    name: 'background',
    path: [...withImports(`${DIST}/service-worker-loader.js`)],
    limit: '49.7 kB',
    gzip: true,
  },
  {
    name: 'popup, but for the sentences that come with the first error',
    path: [...withImports(`${DIST}/assets/popup.js`)],
    limit: '25 kB',
    gzip: true,
  },
  {
    name: 'bridge, on a connected page',
    path: `${DIST}/src/content/bridge.iife.js`,
    limit: '2 kB',
    gzip: true,
  },
  { name: 'panel, on demand', path: `${DIST}/src/content/panel.iife.js`, limit: '16.2 kB', gzip: true },
  {
    name: 'cognito-session, all of its main entry, bundled on its own',
    path: 'test-results/cognito-session.js',
    limit: '14 kB',
    gzip: true,
  },
]
