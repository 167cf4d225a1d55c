import { filesIn, type Packed } from './archive.ts'

/** Where sources lie, and which stand beside them at the top. Nothing else of a working folder is published. */
const TOP: ReadonlySet<string> = new Set(
  `.changeset .ci bench demo docs packages public scripts src tests
  ARCHITECTURE.md CHANGELOG.md CONTRIBUTING.md LICENSE README.md SECURITY.md
  manifest.json package.json package-lock.json knip.json tsconfig.base.json tsconfig.json
  .gitignore .oxfmtrc.json .oxlintrc.json .size-limit.js vite.config.ts vitest.config.ts`.split(/\s+/),
)

/** Folders within them that are made or installed. */
const MADE: ReadonlySet<string> = new Set(['node_modules', 'dist', 'test-results', 'results'])

/** What a source is called: what editors, systems and people leave beside them is called otherwise, or is hidden. */
const SOURCE = /^(LICENSE|run|[^.].*\.(css|html|js|json|md|mjs|png|svg|ts|tsx))$/

/**
 * What is published as the sources of what is built in this folder: what is listed here, whatever else stands there.
 * So a clone, a worktree and the unpacked sources themselves give the same.
 */
export function sourcesIn(root: string): Packed {
  const wanted = filesIn(root, (path) => TOP.has(path.split('/')[0] ?? '') && !MADE.has(nameOf(path)))
  return Object.fromEntries(
    Object.entries(wanted).filter(([path]) => TOP.has(path) || SOURCE.test(nameOf(path))),
  )
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
