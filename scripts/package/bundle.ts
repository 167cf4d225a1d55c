import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Plugin, type Rolldown } from 'vite'

const packages = resolve(import.meta.dirname, '../../packages')

/**
 * What an author's bundler makes of a file that uses these exports of a package, and nothing else: minified, for
 * browsers of ES2022.
 * @param entry a module below packages/, like `page-sdk/src/index.ts`
 * @param names the exports, like `connectSession, retryOnce`, or `*`
 * @param doubtful not to believe what our package.json says of side effects
 */
export async function bundled(
  entry: string,
  names: string,
  { doubtful = false } = {},
): Promise<Rolldown.OutputChunk> {
  const id = 'virtual:page'
  const used = names === '*' ? '*' : `{ ${names} }`
  return await oneScript(id, ['cognito-shared-session:source', ...conditions], {
    name: 'page',
    resolveId: (asked) => (asked === id ? id : undefined),
    transform: (code, file) =>
      doubtful && file.startsWith(packages) ? { code, moduleSideEffects: true } : undefined,
    load: (asked) => (asked === id ? `export ${used} from '${join(packages, entry)}'` : undefined),
  })
}

/** What an author's bundler makes of a file, with our packages as they were built and not as they are written. */
export async function bundledWithBuilt(file: string): Promise<Rolldown.OutputChunk> {
  return await oneScript(file, conditions, { name: 'as-built' })
}

const conditions = ['module', 'browser', 'production']

async function oneScript(input: string, conditions: string[], plugin: Plugin): Promise<Rolldown.OutputChunk> {
  const result = await build({
    configFile: false,
    root: packages,
    logLevel: 'error',
    resolve: { conditions },
    plugins: [plugin],
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { input, external: ['react'], preserveEntrySignatures: 'strict' },
    },
  })
  const [chunk, ...more] = chunksOf(result)
  if (chunk === undefined || more.length > 0) throw new Error(`${input} is not one script.`)
  return chunk
}

export function gzipped(code: string): number {
  return gzipSync(code, { level: 9 }).length
}

function chunksOf(result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] {
  const all = Array.isArray(result) ? result : 'output' in result ? [result] : []
  return all.flatMap(({ output }) => output).filter((file) => file.type === 'chunk')
}
