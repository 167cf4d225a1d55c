import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { build, type Rolldown } from 'vite'

export interface SiteFile {
  type: string
  body: string
}

const FOLDER = join(import.meta.dirname, 'sites')
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
}

/** Everything that the demo sites serve, by name, with the page SDK bundled in. Nothing is written to disk. */
export async function siteFiles(): Promise<Map<string, SiteFile>> {
  const names = (await readdir(FOLDER)).filter((name) => extname(name) in types)
  const files = new Map<string, SiteFile>()
  for (const name of names) {
    files.set(name, { type: types[extname(name)] ?? '', body: await readFile(join(FOLDER, name), 'utf8') })
  }
  for (const [name, body] of await bundled()) files.set(name, { type: types['.js'] ?? '', body })
  return files
}

async function bundled(): Promise<[string, string][]> {
  const result = await build({
    configFile: false,
    root: FOLDER,
    logLevel: 'warn',
    resolve: { conditions: ['cognito-shared-session:source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: ['claims.ts', 'tokens.ts'].map((name) => join(FOLDER, name)),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  })
  return outputs(result).map((chunk) => [chunk.fileName, chunk.code])
}

function outputs(result: Awaited<ReturnType<typeof build>>): Rolldown.OutputChunk[] {
  const all = Array.isArray(result) ? result : 'output' in result ? [result] : []
  return all.flatMap(({ output }) => output).filter((file) => file.type === 'chunk')
}
